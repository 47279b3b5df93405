import type { Reader, Tx } from '#platform/database/database.ts'
import { expiring } from '#platform/database/expired-rows.ts'

export const revokedTokenSweep = expiring('revoked_token')

export async function isTokenRevoked(reader: Reader, jti: string): Promise<boolean> {
  const row = await reader.selectFrom('revoked_token').select('jti').where('jti', '=', jti).executeTakeFirst()
  return row !== undefined
}

/** Remembers until `expiresAt` that this token is no longer good. */
export async function insertRevokedToken(tx: Tx, jti: string, expiresAt: Date): Promise<void> {
  await tx
    .insertInto('revoked_token')
    .values({ jti, expires_at: expiresAt })
    .onConflict((conflict) => conflict.column('jti').doNothing())
    .execute()
}
