import type { Reader, Tx } from '#platform/database/database.ts'

/** Sealed, because much of it is secret. */
export interface StoredVariable {
  key: string
  valueSealed: Buffer
}

/** All of a pool's, by name: `most` of `variables.ts` bounds them. */
export async function readVariables(reader: Reader, userPoolId: string): Promise<StoredVariable[]> {
  const rows = await reader
    .selectFrom('pool_variable')
    .select(['key', 'value_sealed'])
    .where('user_pool_id', '=', userPoolId)
    .orderBy('key')
    .execute()
  return rows.map((row) => ({ key: row.key, valueSealed: row.value_sealed }))
}

/** The names that a pool has, held against others who would add one until the transaction ends. */
export async function lockVariableKeys(tx: Tx, userPoolId: string): Promise<string[]> {
  await tx.selectFrom('user_pool').select('id').where('id', '=', userPoolId).forNoKeyUpdate().execute()
  const rows = await tx.selectFrom('pool_variable').select('key').where('user_pool_id', '=', userPoolId).execute()
  return rows.map(({ key }) => key)
}

export async function saveVariable(tx: Tx, userPoolId: string, { key, valueSealed }: StoredVariable, now: Date) {
  const columns = { value_sealed: valueSealed, updated_at: now }
  await tx
    .insertInto('pool_variable')
    .values({ user_pool_id: userPoolId, key, ...columns })
    .onConflict((conflict) => conflict.columns(['user_pool_id', 'key']).doUpdateSet(columns))
    .execute()
}

/** Whether there was one. */
export async function deleteVariable(tx: Tx, userPoolId: string, key: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('pool_variable')
    .where('user_pool_id', '=', userPoolId)
    .where('key', '=', key)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
