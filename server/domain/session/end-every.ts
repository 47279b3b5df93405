import type { Context } from '../verb.ts'
import { type EndingRange, endSessionsOf } from './session-store.ts'

type Ending = Pick<Context, 'tx' | 'pool' | 'now' | 'changed'>

/** Signs people out everywhere: every application, every browser. Heard by all processes with the commit. */
export async function endEverySession(context: Ending, userIds: string[]): Promise<void> {
  await endSessions(context, userIds)
}

/** Signs people out where `range` says, and with each session everything that hangs on it; answers how many sessions ended. */
export async function endSessions(
  { tx, pool, now, changed }: Ending,
  userIds: string[],
  range: EndingRange = {},
): Promise<number> {
  const ended = await endSessionsOf(tx, pool.id, userIds, now, range)
  for (const id of ended) changed(`session:${pool.id}:${id}`)
  return ended.length
}
