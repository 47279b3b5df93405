import { refuse } from '@menshen/contract/errors'
import type { Caller } from '../caller.ts'
import { isFresh } from '../session/fresh.ts'
import type { Before } from '../verb.ts'

/** Seconds after signing in for which a person may make themselves another key to the account. */
const freshFor = 600

/** Refuses (6127) whoever signed in longer ago, or without proving anything: they must not leave with a key of their own. */
export async function requireFreshSession(
  { tools, pool, now }: Pick<Before, 'tools' | 'pool' | 'now'>,
  { sessionId }: Extract<Caller, { kind: 'user' }>,
): Promise<void> {
  const session = await tools.directory.session(pool.id, sessionId)
  if (!session || !isFresh(session, freshFor, now)) refuse(6127)
}
