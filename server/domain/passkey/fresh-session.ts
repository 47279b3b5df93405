import { refuse } from '@menshen/contract/errors'
import type { Caller } from '../caller.ts'
import type { Method } from '../mfa/factor-kind.ts'
import type { Before } from '../verb.ts'

/** Seconds after signing in for which a person may make themselves another key to the account. */
const freshFor = 600

/** What shows no more than that some other session is open, or that somebody else has a password. */
const borrowed: ReadonlySet<Method> = new Set<Method>(['qr', 'sub-account', 'unrecorded'])

/**
 * Refuses (6127) whoever signed in longer ago, and whoever was let in without proving anything: who finds a phone or a page left
 * open must not leave with a key of their own, nor must an administrator to whom a token of somebody was given.
 */
export async function requireFreshSession(
  { tools, pool, now }: Pick<Before, 'tools' | 'pool' | 'now'>,
  { sessionId }: Extract<Caller, { kind: 'user' }>,
): Promise<void> {
  const session = await tools.directory.session(pool.id, sessionId)
  if (!session || session.createdAt.getTime() + freshFor * 1000 < now.getTime()) refuse(6127)
  if (session.methods.every((method) => borrowed.has(method))) refuse(6127)
}
