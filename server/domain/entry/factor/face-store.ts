import type { Reader, Tx } from '#platform/database/database.ts'

export async function saveFace(
  tx: Tx,
  { userPoolId, userId, templateSealed }: { userPoolId: string; userId: string; templateSealed: Buffer },
  now: Date,
): Promise<void> {
  const columns = { template_sealed: templateSealed, created_at: now }
  await tx
    .insertInto('face_template')
    .values({ user_pool_id: userPoolId, user_id: userId, ...columns })
    .onConflict((conflict) => conflict.columns(['user_pool_id', 'user_id']).doUpdateSet(columns))
    .execute()
}

export async function findFace(reader: Reader, userPoolId: string, userId: string): Promise<Buffer | null> {
  const row = await reader
    .selectFrom('face_template')
    .select('template_sealed')
    .where('user_pool_id', '=', userPoolId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row?.template_sealed ?? null
}

export async function deleteFace(tx: Tx, userPoolId: string, userId: string): Promise<void> {
  await tx.deleteFrom('face_template').where('user_pool_id', '=', userPoolId).where('user_id', '=', userId).execute()
}
