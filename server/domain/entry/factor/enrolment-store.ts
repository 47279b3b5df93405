import type { Reader, Tx } from '#platform/database/database.ts'
import { expiring } from '#platform/database/expired-rows.ts'
import type { TotpSource } from './authenticator.ts'

export const enrolmentSweep = expiring('totp_enrolment')

/** An authenticator that was shown and waits for its first code. */
export interface Enrolment {
  userPoolId: string
  userId: string
  secretSealed: Buffer
  recoveryHash: Buffer
  source: TotpSource
  expiresAt: Date
}

export async function saveEnrolment(tx: Tx, enrolment: Enrolment): Promise<void> {
  const columns = {
    secret_sealed: enrolment.secretSealed,
    recovery_hash: enrolment.recoveryHash,
    source: enrolment.source,
    expires_at: enrolment.expiresAt,
  }
  await tx
    .insertInto('totp_enrolment')
    .values({ user_pool_id: enrolment.userPoolId, user_id: enrolment.userId, ...columns })
    .onConflict((conflict) => conflict.columns(['user_pool_id', 'user_id']).doUpdateSet(columns))
    .execute()
}

export async function findEnrolment(
  reader: Reader,
  userPoolId: string,
  userId: string,
  now: Date,
): Promise<Enrolment | null> {
  const row = await reader
    .selectFrom('totp_enrolment')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('user_id', '=', userId)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  if (!row) return null
  const { secret_sealed: secretSealed, recovery_hash: recoveryHash, expires_at: expiresAt } = row
  return { userPoolId, userId, secretSealed, recoveryHash, source: row.source as TotpSource, expiresAt }
}

/** Takes away the one that was seen; false when another has been begun meanwhile. */
export async function takeEnrolment(
  tx: Tx,
  { userPoolId, userId, secretSealed }: Pick<Enrolment, 'userPoolId' | 'userId' | 'secretSealed'>,
): Promise<boolean> {
  const result = await tx
    .deleteFrom('totp_enrolment')
    .where('user_pool_id', '=', userPoolId)
    .where('user_id', '=', userId)
    .where('secret_sealed', '=', secretSealed)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}
