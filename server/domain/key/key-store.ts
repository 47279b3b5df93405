import { sql } from 'kysely'
import type { Seal } from '#platform/crypto/seal.ts'
import type { Look, Tx } from '#platform/database/database.ts'
import { StartError } from '#platform/start-error.ts'
import type { StoredKey } from './key-ring.ts'

/** All keys, newest first. A key that does not open was sealed under another SECRET_KEY, and nothing else would open either. */
export async function readKeys(look: Look, seal: Seal): Promise<StoredKey[]> {
  const rows = await look.selectFrom('platform_key').selectAll().orderBy('created_at', 'desc').execute()
  return rows.map((row) => ({
    purpose: row.purpose,
    id: row.id,
    publicPem: row.public_pem,
    privatePem: openOrExplain(seal, row.purpose, row.private_sealed),
    retired: row.retired_at !== null,
  }))
}

function openOrExplain(seal: Seal, purpose: string, sealed: Buffer): string {
  try {
    return seal.open(`platform_key.${purpose}`, sealed)
  } catch {
    throw new StartError(
      'The database was written under another SECRET_KEY. Set the SECRET_KEY that this installation was first started with.',
    )
  }
}

/** Lets one process at a time make keys; readers are not held up. */
export async function lockKeys(tx: Tx): Promise<void> {
  await sql`LOCK TABLE platform_key IN EXCLUSIVE MODE`.execute(tx)
}

export async function insertKey(tx: Tx, seal: Seal, key: StoredKey): Promise<void> {
  await tx
    .insertInto('platform_key')
    .values({
      purpose: key.purpose,
      id: key.id,
      public_pem: key.publicPem,
      private_sealed: seal.close(`platform_key.${key.purpose}`, key.privatePem),
    })
    .execute()
}
