import type { Reader, Tx } from '#platform/database/database.ts'

export async function findPasswordHash(reader: Reader, userPoolId: string, userId: string): Promise<string | null> {
  const row = await reader
    .selectFrom('user_password')
    .select('hash')
    .where('user_pool_id', '=', userPoolId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row?.hash ?? null
}

/** The hash of a password, and since when it has been the password. */
export interface StoredPassword {
  hash: string
  changedAt: Date
}

/** `byAddress`: set by a person who read a code or a link at an address of the account. */
export async function findPassword(
  reader: Reader,
  userPoolId: string,
  userId: string,
): Promise<(StoredPassword & { byAddress: boolean }) | null> {
  const row = await reader
    .selectFrom('user_password')
    .select(['hash', 'changed_at', 'by_address'])
    .where('user_pool_id', '=', userPoolId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row ? { hash: row.hash, changedAt: row.changed_at, byAddress: row.by_address } : null
}

/** Sets or replaces the password. `now`: since when it is the password. */
export async function savePasswordHash(
  tx: Tx,
  userPoolId: string,
  userId: string,
  hash: string,
  now: Date,
  byAddress = false,
): Promise<void> {
  const password = { hash, changed_at: now, by_address: byAddress }
  await tx
    .insertInto('user_password')
    .values({ user_pool_id: userPoolId, user_id: userId, ...password })
    .onConflict((conflict) => conflict.columns(['user_pool_id', 'user_id']).doUpdateSet(password))
    .execute()
}

/** Keeps the same password under another hash; since when it is the password stays. */
export async function replaceHash(tx: Tx, userPoolId: string, userId: string, hash: string): Promise<void> {
  await tx
    .updateTable('user_password')
    .set({ hash })
    .where('user_pool_id', '=', userPoolId)
    .where('user_id', '=', userId)
    .execute()
}

export async function deletePassword(tx: Tx, userPoolId: string, userId: string): Promise<void> {
  await tx.deleteFrom('user_password').where('user_pool_id', '=', userPoolId).where('user_id', '=', userId).execute()
}
