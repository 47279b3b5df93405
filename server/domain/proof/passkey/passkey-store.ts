import type { Selectable } from 'kysely'
import type { Reader, Tx } from '#platform/database/database.ts'
import { expiring } from '#platform/database/expired-rows.ts'
import type { PasskeyTable } from '#platform/database/tables.gen.ts'
import { mostPasskeys, type Passkey } from './passkey.ts'

export const challengeSweep = expiring('redeemed_challenge')

function toPasskey(row: Selectable<PasskeyTable>): Passkey {
  return {
    userPoolId: row.user_pool_id,
    userId: row.user_id,
    id: row.id,
    credentialId: row.credential_id,
    rpId: row.rp_id,
    publicKey: row.public_key,
    counter: Number(row.counter),
    transports: row.transports,
    aaguid: row.aaguid,
    synced: row.synced,
    name: row.name,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  }
}

/** False when somebody of the pool has registered that credential. */
export async function insertPasskey(tx: Tx, passkey: Passkey): Promise<boolean> {
  const result = await tx
    .insertInto('passkey')
    .values({
      user_pool_id: passkey.userPoolId,
      user_id: passkey.userId,
      id: passkey.id,
      credential_id: passkey.credentialId,
      rp_id: passkey.rpId,
      public_key: passkey.publicKey,
      counter: String(passkey.counter),
      transports: passkey.transports,
      aaguid: passkey.aaguid,
      synced: passkey.synced,
      name: passkey.name,
      created_at: passkey.createdAt,
    })
    .onConflict((conflict) => conflict.columns(['user_pool_id', 'credential_id']).doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

function byCredential(reader: Reader, userPoolId: string, credentialId: string) {
  return reader
    .selectFrom('passkey')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('credential_id', '=', credentialId)
}

export async function findPasskey(reader: Reader, userPoolId: string, credentialId: string): Promise<Passkey | null> {
  const row = await byCredential(reader, userPoolId, credentialId).executeTakeFirst()
  return row ? toPasskey(row) : null
}

/** Of two who show the same signature at once the second waits, and sees the counter of the first. */
export async function lockPasskey(tx: Tx, userPoolId: string, credentialId: string): Promise<Passkey | null> {
  const row = await byCredential(tx, userPoolId, credentialId).forUpdate().executeTakeFirst()
  return row ? toPasskey(row) : null
}

/** A person's passkeys, oldest first. */
export async function findPasskeys(reader: Reader, userPoolId: string, userId: string): Promise<Passkey[]> {
  const rows = await reader
    .selectFrom('passkey')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('user_id', '=', userId)
    .orderBy('id')
    .limit(mostPasskeys)
    .execute()
  return rows.map(toPasskey)
}

export async function hasPasskey(reader: Reader, userPoolId: string, userId: string): Promise<boolean> {
  const row = await reader
    .selectFrom('passkey')
    .select('id')
    .where('user_pool_id', '=', userPoolId)
    .where('user_id', '=', userId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

type Key = Pick<Passkey, 'userPoolId' | 'userId' | 'id'>

export async function noteUse(tx: Tx, key: Key, counter: number, synced: boolean, now: Date): Promise<void> {
  await tx
    .updateTable('passkey')
    .set({ counter: String(counter), synced, last_used_at: now })
    .where('user_pool_id', '=', key.userPoolId)
    .where('user_id', '=', key.userId)
    .where('id', '=', key.id)
    .execute()
}

/** Null when the person has none of that id. */
export async function renamePasskey(tx: Tx, key: Key, name: string): Promise<Passkey | null> {
  const row = await tx
    .updateTable('passkey')
    .set({ name })
    .where('user_pool_id', '=', key.userPoolId)
    .where('user_id', '=', key.userId)
    .where('id', '=', key.id)
    .returningAll()
    .executeTakeFirst()
  return row ? toPasskey(row) : null
}

/** False when the person has none of that id. */
export async function deletePasskey(tx: Tx, key: Key): Promise<boolean> {
  const result = await tx
    .deleteFrom('passkey')
    .where('user_pool_id', '=', key.userPoolId)
    .where('user_id', '=', key.userId)
    .where('id', '=', key.id)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

export async function deletePasskeysOf(tx: Tx, userPoolId: string, userId: string): Promise<void> {
  await tx.deleteFrom('passkey').where('user_pool_id', '=', userPoolId).where('user_id', '=', userId).execute()
}

/** Notes that a challenge was answered; false when it had been already. */
export async function insertRedeemedChallenge(
  tx: Tx,
  userPoolId: string,
  challenge: { id: string; expiresAt: Date },
): Promise<boolean> {
  const result = await tx
    .insertInto('redeemed_challenge')
    .values({ user_pool_id: userPoolId, challenge_id: challenge.id, expires_at: challenge.expiresAt })
    .onConflict((conflict) => conflict.columns(['user_pool_id', 'challenge_id']).doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}
