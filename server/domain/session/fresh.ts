import type { Method } from '../mfa/factor-kind.ts'
import type { Session } from './session.ts'

/** What shows no more than that some other session is open, or that somebody else has a password. */
const borrowed: ReadonlySet<Method> = new Set<Method>(['qr', 'sub-account', 'unrecorded'])

/**
 * Whether a person proved in this session, at most so many seconds ago, that the account is theirs. Whoever finds a phone or a
 * page left open has not, nor has an administrator to whom a token of somebody was given.
 */
export function isFresh({ createdAt, methods }: Session, seconds: number, now: Date): boolean {
  return createdAt.getTime() + seconds * 1000 >= now.getTime() && !methods.every((method) => borrowed.has(method))
}
