import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'
import { expiring } from '#platform/database/expired-rows.ts'

export const captchaSweeps = [expiring('captcha'), expiring('redeemed_proof')]

export interface StoredCaptcha {
  userPoolId: string
  id: string
  answerHash: Buffer
  triesLeft: number
  expiresAt: Date
}

export async function insertCaptcha(tx: Tx, captcha: StoredCaptcha): Promise<void> {
  await tx
    .insertInto('captcha')
    .values({
      user_pool_id: captcha.userPoolId,
      id: captcha.id,
      answer_hash: captcha.answerHash,
      tries_left: captcha.triesLeft,
      expires_at: captcha.expiresAt,
    })
    .execute()
}

/** Takes one try off a captcha and holds it until the transaction ends: others that come at the same time wait. */
export async function takeTry(tx: Tx, userPoolId: string, id: string, now: Date): Promise<Buffer | null> {
  const row = await tx
    .updateTable('captcha')
    .set({ tries_left: sql`tries_left - 1` })
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .where('tries_left', '>', 0)
    .where('expires_at', '>', now)
    .returning('answer_hash')
    .executeTakeFirst()
  return row?.answer_hash ?? null
}

export async function deleteCaptcha(tx: Tx, userPoolId: string, id: string): Promise<void> {
  await tx.deleteFrom('captcha').where('user_pool_id', '=', userPoolId).where('id', '=', id).execute()
}

/** Notes that a proof was used; false when it had been already. */
export async function insertRedeemedProof(
  tx: Tx,
  userPoolId: string,
  challengeId: string,
  expiresAt: Date,
): Promise<boolean> {
  const result = await tx
    .insertInto('redeemed_proof')
    .values({ user_pool_id: userPoolId, challenge_id: challengeId, expires_at: expiresAt })
    .onConflict((conflict) => conflict.columns(['user_pool_id', 'challenge_id']).doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}
