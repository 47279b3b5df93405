import { type Insertable, type Selectable, sql } from 'kysely'
import type { Page } from '#domain/shape/page.ts'
import type { Reader, Tx } from '#platform/database/database.ts'
import type { RoleTable } from '#platform/database/tables.gen.ts'
import type { Role } from './role.ts'

export function toRole(row: Selectable<RoleTable>): Role {
  return {
    id: row.id,
    userPoolId: row.user_pool_id,
    namespace: row.namespace,
    code: row.code,
    name: row.name,
    description: row.description,
    isSystem: row.is_system,
    parentId: row.parent_id,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

/** Those of the codes that exist in the namespace. */
export async function findRoles(
  reader: Reader,
  userPoolId: string,
  namespace: string,
  codes: string[],
): Promise<Role[]> {
  const rows = await reader
    .selectFrom('role')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('namespace', '=', namespace)
    .where('code', '=', sql<string>`any(${codes}::text[])`)
    .execute()
  return rows.map(toRole)
}

export async function findRolesById(reader: Reader, userPoolId: string, ids: string[]): Promise<Role[]> {
  const rows = await reader
    .selectFrom('role')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', sql<string>`any(${ids}::text[])`)
    .execute()
  return rows.map(toRole)
}

/** One page of a namespace, oldest or newest first, and how many there are. */
export async function listRoles(
  reader: Reader,
  userPoolId: string,
  { namespace, page, limit, newestFirst }: Page & { namespace: string; newestFirst: boolean },
): Promise<{ totalCount: number; list: Role[] }> {
  const roles = reader.selectFrom('role').where('user_pool_id', '=', userPoolId).where('namespace', '=', namespace)
  const direction = newestFirst ? 'desc' : 'asc'
  const rows = await roles
    .selectAll()
    .orderBy('created_at', direction)
    .orderBy('id', direction)
    .limit(limit)
    .offset((page - 1) * limit)
    .execute()
  const { total } = await roles.select(({ fn }) => fn.countAll<string>().as('total')).executeTakeFirstOrThrow()
  return { totalCount: Number(total), list: rows.map(toRole) }
}

/** Fails on `role_code_key` when the namespace has that code already. */
export async function insertRole(tx: Tx, row: Insertable<RoleTable>): Promise<Role> {
  return toRole(await tx.insertInto('role').values(row).returningAll().executeTakeFirstOrThrow())
}

/** Fails on `role_code_key` like `insertRole`. */
export async function saveRole(
  tx: Tx,
  userPoolId: string,
  id: string,
  changes: { code?: string; description?: string | null },
  now: Date,
): Promise<Role | null> {
  const row = await tx
    .updateTable('role')
    .set({ ...changes, updated_at: now })
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  return row ? toRole(row) : null
}

/** Deletes roles with everything that hangs on them; their children lose a parent. */
export async function deleteRoles(tx: Tx, userPoolId: string, ids: string[]): Promise<void> {
  const theirs = sql<string>`any(${ids}::text[])`
  await tx
    .updateTable('role')
    .set({ parent_id: null })
    .where('user_pool_id', '=', userPoolId)
    .where('parent_id', '=', theirs)
    .execute()
  await tx.deleteFrom('role').where('user_pool_id', '=', userPoolId).where('id', '=', theirs).execute()
}
