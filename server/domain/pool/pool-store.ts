import { type Selectable, sql } from 'kysely'
import type { Seal } from '#platform/crypto/seal.ts'
import type { Look, Tx } from '#platform/database/database.ts'
import type { UserPoolTable } from '#platform/database/tables.gen.ts'
import { completeSettings, type PoolSettings, type UserPool } from './user-pool.ts'

function toPool(seal: Seal, row: Selectable<UserPoolTable>): UserPool {
  return {
    id: row.id,
    ownerId: row.owner_id,
    isRoot: row.is_root,
    name: row.name,
    domain: row.domain,
    description: row.description,
    logo: row.logo,
    secret: seal.open('user_pool.secret', row.secret_sealed),
    jwtSecret: seal.open('user_pool.jwt_secret', row.jwt_secret_sealed),
    settings: completeSettings(row.settings),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

export async function findPool(look: Look, seal: Seal, id: string): Promise<UserPool | null> {
  const row = await look.selectFrom('user_pool').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toPool(seal, row) : null
}

export async function findRootPool(look: Look, seal: Seal): Promise<UserPool | null> {
  const row = await look.selectFrom('user_pool').selectAll().where('is_root', '=', true).executeTakeFirst()
  return row ? toPool(seal, row) : null
}

export type NewPool = Pick<UserPool, 'id' | 'ownerId' | 'isRoot' | 'name' | 'domain' | 'secret' | 'jwtSecret'>

export async function insertPool(tx: Tx, seal: Seal, pool: NewPool): Promise<UserPool> {
  const row = await tx
    .insertInto('user_pool')
    .values({
      id: pool.id,
      owner_id: pool.ownerId,
      is_root: pool.isRoot,
      name: pool.name,
      domain: pool.domain,
      secret_sealed: seal.close('user_pool.secret', pool.secret),
      jwt_secret_sealed: seal.close('user_pool.jwt_secret', pool.jwtSecret),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return toPool(seal, row)
}

/** What is stored of the settings now, for somebody who will change them; null when there is no such pool. */
export async function lockSettings(tx: Tx, id: string): Promise<PoolSettings | null> {
  const row = await tx
    .selectFrom('user_pool')
    .select('settings')
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row ? completeSettings(row.settings) : null
}

/** Sets these settings and keeps the others; false when there is no such pool. */
export async function mergePoolSettings(
  tx: Tx,
  id: string,
  settings: Partial<PoolSettings>,
  now: Date,
): Promise<boolean> {
  const result = await tx
    .updateTable('user_pool')
    .set({ settings: sql<string>`settings || ${JSON.stringify(settings)}::jsonb`, updated_at: now })
    .where('id', '=', id)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export type PoolFields = Partial<Pick<UserPool, 'name' | 'domain' | 'description' | 'logo'>>

export async function updatePoolFields(tx: Tx, id: string, fields: PoolFields): Promise<void> {
  if (Object.keys(fields).length > 0) await tx.updateTable('user_pool').set(fields).where('id', '=', id).execute()
}

export async function replacePoolSecret(tx: Tx, seal: Seal, id: string, secret: string, now: Date): Promise<void> {
  await tx
    .updateTable('user_pool')
    .set({ secret_sealed: seal.close('user_pool.secret', secret), updated_at: now })
    .where('id', '=', id)
    .execute()
}

export async function isPoolDomainTaken(look: Look, domain: string): Promise<boolean> {
  const row = await look.selectFrom('user_pool').select('id').where('domain', '=', domain).executeTakeFirst()
  return row !== undefined
}
