import { refuse } from '@menshen/contract/errors'
import type { Context } from '#domain/shape/verb.ts'
import { endedByAnother } from './session-store.ts'

/**
 * Refuses (2206) what somebody does in a session that has ended since the request was let in. For the end of a transaction: whoever
 * signs a person out, gives them another password or proves their address holds the person's row, and whatever changes the
 * account waits for it, to go on in a session that is no more. A session that this very transaction has ended will do.
 */
export async function requireStillIn(
  { tx, pool }: Pick<Context, 'tx'> & { pool: { id: string } },
  sessionId: string,
): Promise<void> {
  if (await endedByAnother(tx, pool.id, sessionId)) refuse(2206)
}
