import type { Selectable } from 'kysely'
import type { Seal } from '#platform/crypto/seal.ts'
import type { Reader, Tx } from '#platform/database/database.ts'
import { expiring } from '#platform/database/expired-rows.ts'
import type { AccessKeyTable } from '#platform/database/tables.gen.ts'
import type { AccessKey, ListedKey } from './access-key.ts'

export const nonceSweep = expiring('signature_nonce')

const purpose = 'access_key.secret'

const listed = ['id', 'user_pool_id', 'enabled', 'made_by', 'created_at', 'updated_at'] as const

function toListed(row: Pick<Selectable<AccessKeyTable>, (typeof listed)[number]>): ListedKey {
  return {
    id: row.id,
    userPoolId: row.user_pool_id,
    enabled: row.enabled,
    madeBy: row.made_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

/** Of any pool: a program shows nothing but the id. */
export async function findAccessKey(reader: Reader, seal: Seal, id: string): Promise<AccessKey | null> {
  const row = await reader.selectFrom('access_key').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? { ...toListed(row), secret: seal.open(purpose, row.secret_sealed) } : null
}

/** The key as it is now; nobody switches or deletes it while the transaction lasts. */
export async function holdAccessKey(tx: Tx, seal: Seal, id: string): Promise<AccessKey | null> {
  const row = await tx.selectFrom('access_key').selectAll().where('id', '=', id).forShare().executeTakeFirst()
  return row ? { ...toListed(row), secret: seal.open(purpose, row.secret_sealed) } : null
}

/** All keys of a pool, the newest first; `id`, `madeBy`, `enabled`: only such. */
export async function findAccessKeys(
  reader: Reader,
  userPoolId: string,
  { id, madeBy, enabled }: { id?: string | undefined; madeBy?: string | undefined; enabled?: boolean | undefined },
): Promise<ListedKey[]> {
  const rows = await reader
    .selectFrom('access_key')
    .select(listed)
    .where('user_pool_id', '=', userPoolId)
    .$if(id !== undefined, (query) => query.where('id', '=', id as string))
    .$if(madeBy !== undefined, (query) => query.where('made_by', '=', madeBy as string))
    .$if(enabled !== undefined, (query) => query.where('enabled', '=', enabled as boolean))
    .orderBy('id', 'desc')
    .execute()
  return rows.map(toListed)
}

export async function countAccessKeys(tx: Tx, userPoolId: string): Promise<number> {
  const { total } = await tx
    .selectFrom('access_key')
    .select(({ fn }) => fn.countAll<string>().as('total'))
    .where('user_pool_id', '=', userPoolId)
    .executeTakeFirstOrThrow()
  return Number(total)
}

export async function insertAccessKey(tx: Tx, seal: Seal, key: AccessKey): Promise<void> {
  await tx
    .insertInto('access_key')
    .values({
      id: key.id,
      user_pool_id: key.userPoolId,
      secret_sealed: seal.close(purpose, key.secret),
      enabled: key.enabled,
      made_by: key.madeBy,
      created_at: key.createdAt,
      updated_at: key.updatedAt,
    })
    .execute()
}

/** False when the pool has no such key. */
export async function switchAccessKey(
  tx: Tx,
  { userPoolId, id, enabled }: Pick<AccessKey, 'userPoolId' | 'id' | 'enabled'>,
  now: Date,
): Promise<boolean> {
  const result = await tx
    .updateTable('access_key')
    .set({ enabled, updated_at: now })
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** With the management tokens that were given for it. False when the pool has no such key. */
export async function deleteAccessKey(tx: Tx, userPoolId: string, id: string): Promise<boolean> {
  const result = await tx
    .deleteFrom('access_key')
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

interface Nonce {
  userPoolId: string
  accessKeyId: string
  digest: Buffer
  expiresAt: Date
}

/** False when it has been used already, be it by a request that is under way. */
export async function insertNonce(tx: Tx, { userPoolId, accessKeyId, digest, expiresAt }: Nonce): Promise<boolean> {
  const result = await tx
    .insertInto('signature_nonce')
    .values({ user_pool_id: userPoolId, access_key_id: accessKeyId, digest, expires_at: expiresAt })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}
