import { lockUsers } from '#domain/people/user/user-store.ts'
import type { Context } from '#domain/shape/verb.ts'
import { type EndingRange, endSessionsOf, shortenSessions } from './session-store.ts'

type Ending = Pick<Context, 'tx' | 'pool' | 'now' | 'changed'>

/** Signs people out everywhere: every application, every browser. Heard by all processes with the commit. */
export async function endEverySession(context: Ending, userIds: string[]): Promise<void> {
  await endSessions(context, userIds)
}

/** Signs a person out everywhere at that time at the latest; of a time that is past, now. */
export async function endEverySessionAt(context: Ending, userId: string, until: Date): Promise<void> {
  const { tx, pool, now, changed } = context
  if (until <= now) return endEverySession(context, [userId])
  await lockUsers(tx, pool.id, [userId])
  for (const id of await shortenSessions(tx, pool.id, userId, until)) changed(`session:${pool.id}:${id}`)
}

/**
 * Signs people out where `range` says, and with each session everything that hangs on it; answers how many sessions ended. Holds
 * their rows, so that nobody who is getting in meanwhile from one of these sessions is overlooked: see `still-in.ts`.
 */
export async function endSessions(
  { tx, pool, now, changed }: Ending,
  userIds: string[],
  range: EndingRange = {},
): Promise<number> {
  await lockUsers(tx, pool.id, userIds)
  const ended = await endSessionsOf(tx, pool.id, userIds, now, range)
  for (const id of ended) changed(`session:${pool.id}:${id}`)
  return ended.length
}
