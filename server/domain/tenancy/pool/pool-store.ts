import { type Selectable, sql } from 'kysely'
import type { Page } from '#domain/shape/page.ts'
import type { Seal } from '#platform/crypto/seal.ts'
import type { Reader, Tx } from '#platform/database/database.ts'
import type { UserPoolTable } from '#platform/database/tables.gen.ts'
import { completeSettings, type PoolOrder, type PoolSettings, type UserPool } from './user-pool.ts'

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
    formerSecret: row.former_secret_sealed &&
      row.former_secret_until && {
        secret: seal.open('user_pool.secret', row.former_secret_sealed),
        until: row.former_secret_until,
      },
    jwtSecret: seal.open('user_pool.jwt_secret', row.jwt_secret_sealed),
    unlistedTokensUntil: row.unlisted_tokens_until,
    settings: completeSettings(row.settings),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

export async function findPool(reader: Reader, seal: Seal, id: string): Promise<UserPool | null> {
  const row = await reader
    .selectFrom('user_pool')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return row ? toPool(seal, row) : null
}

/**
 * The pool as it is now, until the transaction ends. `share`: nobody gives it another secret, or ends all that was given for it,
 * meanwhile; `update`: nor does anybody give anything for it.
 */
export async function holdPool(tx: Tx, seal: Seal, id: string, strength: 'share' | 'update'): Promise<UserPool | null> {
  const row = await tx
    .selectFrom('user_pool')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .$if(strength === 'share', (query) => query.forShare())
    .$if(strength === 'update', (query) => query.forNoKeyUpdate())
    .executeTakeFirst()
  return row ? toPool(seal, row) : null
}

export async function findRootPool(reader: Reader, seal: Seal): Promise<UserPool | null> {
  const row = await reader.selectFrom('user_pool').selectAll().where('is_root', '=', true).executeTakeFirst()
  return row ? toPool(seal, row) : null
}

export type NewPool = Pick<UserPool, 'id' | 'ownerId' | 'isRoot' | 'name' | 'domain' | 'secret' | 'jwtSecret'> &
  Partial<Pick<UserPool, 'description' | 'logo'>> & { settings?: Partial<PoolSettings> }

export async function insertPool(tx: Tx, seal: Seal, pool: NewPool): Promise<UserPool> {
  const row = await tx
    .insertInto('user_pool')
    .values({
      id: pool.id,
      owner_id: pool.ownerId,
      is_root: pool.isRoot,
      name: pool.name,
      domain: pool.domain,
      description: pool.description ?? null,
      logo: pool.logo ?? '',
      settings: JSON.stringify(pool.settings ?? {}),
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
    .where('deleted_at', 'is', null)
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

/** The present one is taken until then beside it, and so are tokens that have no row of their own. */
export async function replacePoolSecret(
  tx: Tx,
  seal: Seal,
  { id, secret, until }: { id: string; secret: string; until: Date },
  now: Date,
): Promise<void> {
  await tx
    .updateTable('user_pool')
    .set({
      secret_sealed: seal.close('user_pool.secret', secret),
      former_secret_sealed: until > now ? sql`secret_sealed` : null,
      former_secret_until: until > now ? until : null,
      unlisted_tokens_until: sql<Date>`least(unlisted_tokens_until, ${until}::timestamptz)`,
      updated_at: now,
    })
    .where('id', '=', id)
    .execute()
}

/** Null: they stay as they are, and no token is given while the transaction lasts. */
export async function endUnlistedTokens(tx: Tx, id: string, until: Date | null): Promise<void> {
  await tx
    .updateTable('user_pool')
    .set({ unlisted_tokens_until: sql<Date>`least(unlisted_tokens_until, ${until}::timestamptz)` })
    .where('id', '=', id)
    .execute()
}

export async function isPoolDomainTaken(reader: Reader, domain: string, butOf?: string): Promise<boolean> {
  const row = await reader.selectFrom('user_pool').select('id').where('domain', '=', domain).executeTakeFirst()
  return row !== undefined && row.id !== butOf
}

/** One page and how many there are: those of an owner, or with null those of everybody. */
export async function listPools(
  reader: Reader,
  seal: Seal,
  ownerId: string | null,
  { page, limit, order }: Page & { order: PoolOrder },
) {
  const pools = reader
    .selectFrom('user_pool')
    .where('deleted_at', 'is', null)
    .$if(ownerId !== null, (query) => query.where('owner_id', '=', ownerId))
  const direction = order.endsWith('_ASC') ? 'asc' : 'desc'
  const rows = await pools
    .selectAll()
    // Ids begin with the second of their making.
    .$if(order.startsWith('UPDATEDAT'), (query) => query.orderBy('updated_at', direction))
    .orderBy('id', direction)
    .limit(limit)
    .offset((page - 1) * limit)
    .execute()
  const { total } = await pools.select(({ fn }) => fn.countAll<string>().as('total')).executeTakeFirstOrThrow()
  return { totalCount: Number(total), list: rows.map((row) => toPool(seal, row)) }
}

export async function ownsPool(reader: Reader, userId: string): Promise<boolean> {
  const row = await reader
    .selectFrom('user_pool')
    .select('id')
    .where('owner_id', '=', userId)
    .where('deleted_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Makes a pool invisible and lets go of its domain; false when it was gone already. */
export async function markDeleted(tx: Tx, id: string, now: Date): Promise<boolean> {
  const result = await tx
    .updateTable('user_pool')
    // No label of a host name has a colon, so this is nobody's domain.
    .set({ deleted_at: now, domain: `deleted:${id}` })
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** A few pools that were deleted and still have rows, the longest gone first. */
export async function findDeletedPools(reader: Reader): Promise<string[]> {
  const rows = await reader
    .selectFrom('user_pool')
    .select('id')
    .where('deleted_at', 'is not', null)
    .orderBy('deleted_at')
    .limit(10)
    .execute()
  return rows.map(({ id }) => id)
}

/** Removes a pool that was marked, with whatever still hangs on it. */
export async function removeDeletedPool(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('user_pool').where('id', '=', id).where('deleted_at', 'is not', null).execute()
}
