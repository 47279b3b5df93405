import { refuse } from '@menshen/contract/errors'
import { momentOf } from '#domain/shape/moment.ts'

/** From when and until when somebody has a role; null for what has no bound. In SQL: `role_holds`. */
export interface Term {
  beginsAt: Date | null
  expiresAt: Date | null
}

/** As it is said on the wire: milliseconds since 1970, as a number or as digits. */
export type Time = number | string | null | undefined

export interface TermInput {
  enableTime?: Time
  endTime?: Time
}

/** 400 for what is no moment, for an end that is past, and for one that does not come after the beginning. */
export function termOf({ enableTime, endTime }: TermInput, now: Date): Term {
  const beginsAt = timeOf(enableTime, 'enableTime')
  const expiresAt = futureOf(endTime, 'endTime', now)
  if (beginsAt && expiresAt && beginsAt >= expiresAt) refuse(400, { variant: 'misfit', values: { field: 'endTime' } })
  return { beginsAt, expiresAt }
}

/** 400 for what is no moment, and for one that is past. */
export function futureOf(time: Time, field: string, now: Date): Date | null {
  const at = timeOf(time, field)
  if (at && at <= now) refuse(400, { variant: 'future', values: { field } })
  return at
}

function timeOf(time: Time, field: string): Date | null {
  if (time === null || time === undefined || time === '') return null
  const ms = typeof time === 'number' ? time : /^\d{1,15}$/.test(time) ? Number(time) : Number.NaN
  return momentOf(ms) ?? refuse(400, { variant: 'moment', values: { field } })
}
