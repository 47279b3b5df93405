import { refuse } from '@menshen/contract/errors'
import { type Caller, type Strength, strengths } from '#domain/shape/caller.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import type { AuthenticationMethod } from '#domain/tenancy/mfa/factor-kind.ts'
import { takesMethods } from '../sign-in/sign-in-methods.ts'
import type { Session } from './session.ts'

/** Seconds after showing a factor of the account in which a session is fresh. */
const freshFor = 300

/** What shows no more than that some other session is open, or that somebody else vouches. */
const borrowed: ReadonlySet<AuthenticationMethod> = new Set<AuthenticationMethod>(['qr', 'unrecorded'])

/**
 * Whether no factor of the account was shown in a session: it stands for another that is or was open, for an administrator who
 * asked for a token, or for a sub-account, whose password stays what it is whatever is shown beside it.
 */
export function isBorrowed({ kind, methods }: Pick<Session, 'kind' | 'methods'>): boolean {
  return kind === 'offline' || methods.includes('sub-account') || methods.every((method) => borrowed.has(method))
}

/** What somebody has proven in a session. Fresh: a factor of the account, a moment ago. */
export function strengthOf(session: Pick<Session, 'kind' | 'methods' | 'provenAt'>, now: Date): Strength {
  if (isBorrowed(session)) return 'borrowed'
  return session.provenAt.getTime() + freshFor * 1000 >= now.getTime() ? 'fresh' : 'full'
}

/**
 * Whether a session lets its person into this application: into its own whatever has been closed there since, into another only when it
 * is not borrowed and was opened by a way that the other takes.
 */
export function reaches(
  session: Pick<Session, 'kind' | 'methods' | 'applicationId'>,
  application: Pick<Application, 'id' | 'settings'>,
): boolean {
  return (
    session.applicationId === application.id || (!isBorrowed(session) && takesMethods(application, session.methods))
  )
}

type Person = Extract<Caller, { kind: 'user' }>

/** 1001 for a borrowed session where more is needed, 6127 for a full one that is not fresh enough. */
export function requireSessionStrength({ strength }: Pick<Person, 'strength'>, needed: Strength): void {
  if (strengths.indexOf(strength) >= strengths.indexOf(needed)) return
  if (strength === 'borrowed') refuse(1001, { variant: 'borrowed' })
  refuse(6127, { data: { maxAge: freshFor } })
}

/** For operations that a factor in the request admits as well: 6127 when there was none and the session is not fresh. */
export function requireProven(caller: Caller, shown: boolean): void {
  if (caller.kind === 'user' && !shown) requireSessionStrength(caller, 'fresh')
}
