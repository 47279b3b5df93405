import { refuse } from '@menshen/contract/errors'
import type { Application, ApplicationSettings } from './application.ts'

/** A setting of an application by which it closes a way to sign in. */
export type WaySwitch = {
  [Name in keyof ApplicationSettings]: ApplicationSettings[Name] extends boolean ? Name : never
}[keyof ApplicationSettings]

/** 400 where the application has closed a way to sign in. */
export function requireOpen({ settings }: Pick<Application, 'settings'>, setting: WaySwitch): void {
  if (!settings[setting]) refuseClosed(setting)
}

export function refuseClosed(setting: WaySwitch): never {
  return refuse(400, { variant: 'closed', values: { setting } })
}
