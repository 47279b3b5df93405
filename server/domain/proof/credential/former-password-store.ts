import { sql } from 'kysely'
import type { Reader, Tx } from '#platform/database/database.ts'

/** Copies the present password to the former ones; the newest `most` of them stay. To be called before it is replaced. */
export async function keepFormerPassword(tx: Tx, userPoolId: string, userId: string, most: number): Promise<void> {
  if (most > 0)
    await sql`
      INSERT INTO former_password (user_pool_id, user_id, changed_at, hash)
      SELECT user_pool_id, user_id, changed_at, hash FROM user_password
      WHERE user_pool_id = ${userPoolId} AND user_id = ${userId}
      ON CONFLICT DO NOTHING`.execute(tx)
  await sql`
    DELETE FROM former_password WHERE user_pool_id = ${userPoolId} AND user_id = ${userId} AND changed_at NOT IN (
      SELECT changed_at FROM former_password WHERE user_pool_id = ${userPoolId} AND user_id = ${userId}
      ORDER BY changed_at DESC LIMIT ${most})`.execute(tx)
}

/** Hashes, the newest first. */
export async function findFormerPasswords(
  reader: Reader,
  userPoolId: string,
  userId: string,
  most: number,
): Promise<string[]> {
  const rows = await reader
    .selectFrom('former_password')
    .select('hash')
    .where('user_pool_id', '=', userPoolId)
    .where('user_id', '=', userId)
    .orderBy('changed_at', 'desc')
    .limit(most)
    .execute()
  return rows.map(({ hash }) => hash)
}

export async function deleteFormerPasswords(tx: Tx, userPoolId: string, userId: string): Promise<void> {
  await tx.deleteFrom('former_password').where('user_pool_id', '=', userPoolId).where('user_id', '=', userId).execute()
}
