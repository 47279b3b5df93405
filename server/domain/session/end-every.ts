import type { Context } from '../verb.ts'
import { endSessionsOf } from './session-store.ts'

/** Signs people out everywhere: every application, every browser. Heard by all processes with the commit. */
export async function endEverySession(
  { tx, pool, now, changed }: Pick<Context, 'tx' | 'pool' | 'now' | 'changed'>,
  userIds: string[],
): Promise<void> {
  for (const id of await endSessionsOf(tx, pool.id, userIds, now)) changed(`session:${pool.id}:${id}`)
}
