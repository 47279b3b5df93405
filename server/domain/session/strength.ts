import { refuse } from '@menshen/contract/errors'
import { type Caller, type Strength, strengths } from '../caller.ts'
import type { Method } from '../mfa/factor-kind.ts'
import type { Session } from './session.ts'

/** Seconds after showing a factor of the account in which a session is fresh. */
export const freshFor = 300

/** What shows no more than that some other session is open, or that somebody else vouches. */
const borrowed: ReadonlySet<Method> = new Set<Method>(['qr', 'unrecorded'])

/**
 * What somebody has proven in a session. Borrowed: that another session is or was open, that an administrator asked for a token, or
 * the password of a sub-account, which stays what it is whatever is shown beside it. Fresh: a factor of the account, a moment ago.
 */
export function strengthOf(
  { kind, methods, provenAt }: Pick<Session, 'kind' | 'methods' | 'provenAt'>,
  now: Date,
): Strength {
  if (kind === 'offline') return 'borrowed'
  if (methods.includes('sub-account') || methods.every((method) => borrowed.has(method))) return 'borrowed'
  return provenAt.getTime() + freshFor * 1000 >= now.getTime() ? 'fresh' : 'full'
}

/** Whether a session lets its person into this application: a borrowed one does into its own only. */
export function reaches(
  session: Pick<Session, 'kind' | 'methods' | 'provenAt' | 'applicationId'>,
  applicationId: string,
): boolean {
  return session.applicationId === applicationId || strengthOf(session, session.provenAt) !== 'borrowed'
}

type Person = Extract<Caller, { kind: 'user' }>

/** 1001 for a borrowed session where more is needed, 6127 for a full one that is not fresh enough. */
export function requireStrength({ strength }: Pick<Person, 'strength'>, needed: Strength): void {
  if (strengths.indexOf(strength) >= strengths.indexOf(needed)) return
  if (strength === 'borrowed') refuse(1001, { variant: 'borrowed' })
  refuse(6127, { data: { maxAge: freshFor } })
}

/** For operations that a factor in the request admits as well: 6127 when there was none and the session is not fresh. */
export function requireProven(caller: Caller, shown: boolean): void {
  if (caller.kind === 'user' && !shown) requireStrength(caller, 'fresh')
}
