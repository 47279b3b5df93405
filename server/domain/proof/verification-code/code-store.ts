import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'
import { expiring } from '#platform/database/expired-rows.ts'
import type { SentPurpose } from './purpose.ts'

/** A code that came late is told apart from a wrong one for a while. */
export const codeSweep = expiring('verification_code', 86_400)

export interface StoredCode {
  userPoolId: string
  addressHash: Buffer
  purpose: SentPurpose
  codeHash: Buffer
  triesLeft: number
  expiresAt: Date
}

/** Stores a code in the place of the one that was sent before for the same purpose. */
export async function saveCode(tx: Tx, code: StoredCode): Promise<void> {
  const columns = { code_hash: code.codeHash, tries_left: code.triesLeft, expires_at: code.expiresAt }
  await tx
    .insertInto('verification_code')
    .values({ user_pool_id: code.userPoolId, address_hash: code.addressHash, purpose: code.purpose, ...columns })
    .onConflict((conflict) => conflict.columns(['user_pool_id', 'address_hash', 'purpose']).doUpdateSet(columns))
    .execute()
}

/** The codes of an address for any of these purposes, locked: of two who come with the same code one waits. */
export async function lockCodes(
  tx: Tx,
  userPoolId: string,
  addressHash: Buffer,
  purposes: SentPurpose[],
): Promise<StoredCode[]> {
  const rows = await tx
    .selectFrom('verification_code')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('address_hash', '=', addressHash)
    .where('purpose', '=', sql<string>`any(${purposes}::text[])`)
    .orderBy('purpose')
    .forUpdate()
    .execute()
  return rows.map((row) => ({
    userPoolId: row.user_pool_id,
    addressHash: row.address_hash,
    purpose: row.purpose as SentPurpose,
    codeHash: row.code_hash,
    triesLeft: row.tries_left,
    expiresAt: row.expires_at,
  }))
}

type Key = Pick<StoredCode, 'userPoolId' | 'addressHash'>

export async function deleteCode(tx: Tx, { userPoolId, addressHash }: Key, purpose: SentPurpose): Promise<void> {
  await tx
    .deleteFrom('verification_code')
    .where('user_pool_id', '=', userPoolId)
    .where('address_hash', '=', addressHash)
    .where('purpose', '=', purpose)
    .execute()
}

/** Takes one try from each of these codes. */
export async function countTry(tx: Tx, { userPoolId, addressHash }: Key, purposes: SentPurpose[]): Promise<void> {
  await tx
    .updateTable('verification_code')
    .set({ tries_left: sql<number>`tries_left - 1` })
    .where('user_pool_id', '=', userPoolId)
    .where('address_hash', '=', addressHash)
    .where('purpose', '=', sql<string>`any(${purposes}::text[])`)
    .where('tries_left', '>', 0)
    .execute()
}
