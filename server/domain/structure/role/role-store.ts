import { type Insertable, type Selectable, sql } from 'kysely'
import type { Page } from '#domain/shape/page.ts'
import type { Reader, Tx } from '#platform/database/database.ts'
import type { RoleTable } from '#platform/database/tables.gen.ts'
import { containing } from '../containing.ts'
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
    enabled: row.enabled,
    disabledAt: row.disabled_at,
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

export interface RolePage {
  totalCount: number
  list: Role[]
}

export interface RoleListing extends Page {
  namespace: string
  newestFirst: boolean
  /** Part of a code or name, in any case. */
  search?: string
}

/** One page of a namespace, oldest or newest first, and how many there are. */
export async function listRoles(
  reader: Reader,
  userPoolId: string,
  { namespace, page, limit, newestFirst, search = '' }: RoleListing,
): Promise<RolePage> {
  const roles = reader
    .selectFrom('role')
    .where('user_pool_id', '=', userPoolId)
    .where('namespace', '=', namespace)
    .$if(search !== '', (query) => query.where(containing(search, ['code', 'name'])))
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

/** Whether a role of the namespace has this name. */
export async function isNameTaken(
  reader: Reader,
  userPoolId: string,
  namespace: string,
  name: string,
): Promise<boolean> {
  const row = await reader
    .selectFrom('role')
    .select('id')
    .where('user_pool_id', '=', userPoolId)
    .where('namespace', '=', namespace)
    .where('name', '=', name)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Fails on `role_code_key` when the namespace has a code already. */
export async function insertRoles(tx: Tx, rows: Insertable<RoleTable>[]): Promise<Role[]> {
  return (await tx.insertInto('role').values(rows).returningAll().execute()).map(toRole)
}

export interface RoleChanges {
  code?: string
  name?: string
  description?: string | null
  enabled?: boolean
  disabled_at?: Date | null
}

/** Fails on `role_code_key` like `insertRoles`. */
export async function saveRole(
  tx: Tx,
  userPoolId: string,
  id: string,
  changes: RoleChanges,
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
