import type { Selectable } from 'kysely'
import type { Seal } from '#platform/crypto/seal.ts'
import type { Look, Tx } from '#platform/database/database.ts'
import type { UserPoolTable } from '#platform/database/tables.gen.ts'
import { defaultPoolSettings, type UserPool } from './user-pool.ts'

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
    settings: { ...defaultPoolSettings, ...row.settings },
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
