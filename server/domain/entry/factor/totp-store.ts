import type { Selectable } from 'kysely'
import type { Reader, Tx } from '#platform/database/database.ts'
import type { TotpAuthenticatorTable } from '#platform/database/tables.gen.ts'
import type { StoredTotp, TotpSource } from './authenticator.ts'

function toTotp(row: Selectable<TotpAuthenticatorTable>): StoredTotp {
  return {
    userPoolId: row.user_pool_id,
    userId: row.user_id,
    id: row.id,
    secretSealed: row.secret_sealed,
    recoveryHash: row.recovery_hash,
    source: row.source as TotpSource,
    enabled: row.enabled,
    lastStep: row.last_step,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

export async function findTotp(reader: Reader, userPoolId: string, userId: string): Promise<StoredTotp | null> {
  const row = await reader
    .selectFrom('totp_authenticator')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row ? toTotp(row) : null
}

export type NewTotp = Omit<StoredTotp, 'createdAt' | 'updatedAt' | 'lastStep'>

/** Puts an authenticator in the place of the person's old one. */
export async function saveTotp(tx: Tx, totp: NewTotp, now: Date): Promise<StoredTotp> {
  const columns = {
    id: totp.id,
    secret_sealed: totp.secretSealed,
    recovery_hash: totp.recoveryHash,
    source: totp.source,
    enabled: totp.enabled,
    last_step: null,
    created_at: now,
    updated_at: now,
  }
  const row = await tx
    .insertInto('totp_authenticator')
    .values({ user_pool_id: totp.userPoolId, user_id: totp.userId, ...columns })
    .onConflict((conflict) => conflict.columns(['user_pool_id', 'user_id']).doUpdateSet(columns))
    .returningAll()
    .executeTakeFirstOrThrow()
  return toTotp(row)
}

/** Uses a time step up: false when it, or a newer one, has been used, or the authenticator is another by now. */
export async function useTotpStep(
  tx: Tx,
  { userPoolId, userId, id }: Pick<StoredTotp, 'userPoolId' | 'userId' | 'id'>,
  step: number,
): Promise<boolean> {
  const result = await tx
    .updateTable('totp_authenticator')
    .set({ last_step: step })
    .where('user_pool_id', '=', userPoolId)
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .where('enabled', '=', true)
    .where((is) => is.or([is('last_step', 'is', null), is('last_step', '<', step)]))
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Puts a new recovery code in the place of this one; false when this one is not the one in force. */
export async function replaceRecovery(
  tx: Tx,
  { userPoolId, userId }: Pick<StoredTotp, 'userPoolId' | 'userId'>,
  used: Buffer,
  next: Buffer,
  now: Date,
): Promise<boolean> {
  const result = await tx
    .updateTable('totp_authenticator')
    .set({ recovery_hash: next, updated_at: now })
    .where('user_pool_id', '=', userPoolId)
    .where('user_id', '=', userId)
    .where('recovery_hash', '=', used)
    .where('enabled', '=', true)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function switchTotp(
  tx: Tx,
  userPoolId: string,
  userId: string,
  enabled: boolean,
  now: Date,
): Promise<StoredTotp | null> {
  const row = await tx
    .updateTable('totp_authenticator')
    .set({ enabled, updated_at: now })
    .where('user_pool_id', '=', userPoolId)
    .where('user_id', '=', userId)
    .returningAll()
    .executeTakeFirst()
  return row ? toTotp(row) : null
}

/** Deletes the person's authenticator, and one that was begun. */
export async function deleteTotp(tx: Tx, userPoolId: string, userId: string): Promise<void> {
  for (const table of ['totp_authenticator', 'totp_enrolment'] as const)
    await tx.deleteFrom(table).where('user_pool_id', '=', userPoolId).where('user_id', '=', userId).execute()
}
