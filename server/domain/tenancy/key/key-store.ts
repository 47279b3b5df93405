import { sql } from 'kysely'
import type { Seal } from '#platform/crypto/seal.ts'
import type { Reader, Tx } from '#platform/database/database.ts'
import { StartError } from '#platform/start-error.ts'
import { defaultApplicationSettings } from '../application/application.ts'
import { defaultPoolSettings } from '../pool/user-pool.ts'
import type { StoredKey } from './key-ring.ts'

/** All keys, newest first. A key that does not open was sealed under another SECRET_KEY, and nothing else would open either. */
export async function readKeys(reader: Reader, seal: Seal): Promise<StoredKey[]> {
  const rows = await reader.selectFrom('platform_key').selectAll().orderBy('created_at', 'desc').execute()
  return rows.map((row) => ({
    purpose: row.purpose,
    id: row.id,
    publicPem: row.public_pem,
    privatePem: openOrExplain(seal, row.purpose, row.private_sealed),
    createdAt: row.created_at,
    activeAt: row.active_at,
    endsAt: row.ends_at,
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
      created_at: key.createdAt,
      active_at: key.activeAt,
      ends_at: key.endsAt,
    })
    .execute()
}

/** Says when the keys of a purpose end that have no end yet. */
export async function endKeys(tx: Tx, purpose: string, endsAt: Date): Promise<void> {
  await tx
    .updateTable('platform_key')
    .set({ ends_at: endsAt })
    .where('purpose', '=', purpose)
    .where('ends_at', 'is', null)
    .execute()
}

/** Lets a key sign from `activeAt` on, without an end. */
export async function activateKey(
  tx: Tx,
  { purpose, id }: Pick<StoredKey, 'purpose' | 'id'>,
  activeAt: Date,
): Promise<void> {
  await tx
    .updateTable('platform_key')
    .set({ active_at: activeAt, ends_at: null })
    .where('purpose', '=', purpose)
    .where('id', '=', id)
    .execute()
}

export async function deleteKey(tx: Tx, { purpose, id }: Pick<StoredKey, 'purpose' | 'id'>): Promise<void> {
  await tx.deleteFrom('platform_key').where('purpose', '=', purpose).where('id', '=', id).execute()
}

/** Private halves of keys that nothing is believed of any more are not kept. */
export async function deleteEndedKeys(tx: Tx, now: Date): Promise<void> {
  await tx.deleteFrom('platform_key').where('ends_at', '<=', now).execute()
}

/** For how many seconds the longest-lived token is good that any pool, application or machine's account of one gives out. */
export async function longestLifetime(reader: Reader): Promise<number> {
  const seconds = (name: string) => sql<number>`max((settings->>${name})::int)`
  const pools = await reader.selectFrom('user_pool').select(seconds('tokenExpiresAfter').as('user')).executeTakeFirst()
  const applications = await reader
    .selectFrom('application')
    .select([seconds('idTokenLifetime').as('identity'), seconds('accessTokenLifetime').as('access')])
    .executeTakeFirst()
  const accounts = await reader
    .selectFrom('access_account')
    .select(({ fn }) => fn.max('token_lifetime').as('machine'))
    .executeTakeFirst()
  return Math.max(
    defaultPoolSettings.tokenExpiresAfter,
    defaultApplicationSettings.accessTokenLifetime,
    pools?.user ?? 0,
    applications?.identity ?? 0,
    applications?.access ?? 0,
    accounts?.machine ?? 0,
  )
}
