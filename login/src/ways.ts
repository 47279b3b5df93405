import type { SignInView } from '@menshen/contract/pages/sign-in'
import type { IconName } from './part/icon.tsx'
import type { Screen } from './stage.ts'

/** Screens that the person goes on to by themselves, and whether this application has them. */
export const further: Partial<Record<Screen, (view: SignInView) => boolean>> = {
  'sign-in-code': ({ signIn }) => signIn.codes.length > 0,
  'sign-in-qr': ({ signIn }) => signIn.qr === true,
  'sign-in-link': ({ signIn }) => signIn.link,
  'sign-in-sub': ({ signIn }) => signIn.subAccount === true,
  'sign-up': ({ signUp }) => signUp.enabled && signUp.methods.length > 0,
  'sign-up-code': ({ signUp }) => signUp.codes.length > 0,
  reset: ({ reset }) => reset.codes.length > 0,
}

/** Where signing in, or up, begins: with a password where the application takes any, else with what comes first of the others. */
export function beginning(view: SignInView, screen: Screen): Screen {
  if (screen === 'sign-up' && view.signUp.methods.length === 0) return 'sign-up-code'
  if (screen !== 'sign-in' || view.signIn.identifiers.length > 0) return screen
  return waysIn.find((way) => further[way]?.(view)) ?? screen
}

/** Ways to do the same on another screen, in the order in which they are offered. */
export const waysIn = ['sign-in', 'sign-in-code', 'sign-in-qr', 'sign-in-link', 'sign-in-sub'] as const
export const waysUp = ['sign-up', 'sign-up-code'] as const
export type EntryScreen = (typeof waysIn)[number] | (typeof waysUp)[number]

export const iconOf: Record<EntryScreen, IconName> = {
  'sign-in': 'password',
  'sign-in-code': 'digits',
  'sign-in-qr': 'qr',
  'sign-in-link': 'mail',
  'sign-in-sub': 'account',
  'sign-up': 'password',
  'sign-up-code': 'digits',
}
