import type { Context } from '#domain/shape/verb.ts'
import { deleteMfaTicketsOf } from '../mfa/mfa-ticket-store.ts'
import { endSessionsOf } from '../session/session-store.ts'
import type { SubAccount } from './sub-account.ts'

/**
 * Signs out whoever entered as this person by a sub-account, wherever the session has led, and voids what was half done. What the
 * main account opened itself stays.
 */
export async function endSessionsBySubAccount(
  { tx, pool, now, changed }: Context,
  { userId }: Pick<SubAccount, 'userId'>,
): Promise<void> {
  await deleteMfaTicketsOf(tx, pool.id, userId)
  for (const id of await endSessionsOf(tx, pool.id, [userId], now, { method: 'sub-account' }))
    changed(`session:${pool.id}:${id}`)
}
