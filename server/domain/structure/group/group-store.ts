import { type Insertable, type Selectable, sql } from 'kysely'
import { containing } from '#domain/people/user/text-match-store.ts'
import type { Page } from '#domain/shape/page.ts'
import type { Reader, Tx } from '#platform/database/database.ts'
import type { UserGroupTable } from '#platform/database/tables.gen.ts'
import type { Group } from './group.ts'

function toGroup(row: Selectable<UserGroupTable>): Group {
  return {
    id: row.id,
    userPoolId: row.user_pool_id,
    code: row.code,
    name: row.name,
    description: row.description,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

/** Those of the codes that exist. */
export async function findGroups(reader: Reader, userPoolId: string, codes: string[]): Promise<Group[]> {
  if (codes.length === 0) return []
  const rows = await reader
    .selectFrom('user_group')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('code', '=', sql<string>`any(${codes}::text[])`)
    .execute()
  return rows.map(toGroup)
}

export async function findGroupsById(reader: Reader, userPoolId: string, ids: string[]): Promise<Group[]> {
  if (ids.length === 0) return []
  const rows = await reader
    .selectFrom('user_group')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', sql<string>`any(${ids}::text[])`)
    .execute()
  return rows.map(toGroup)
}

/** One page, oldest or newest first, and how many there are. `search`: part of a code or name, in any case. */
export async function listGroups(
  reader: Reader,
  userPoolId: string,
  { page, limit, newestFirst, search = '' }: Page & { newestFirst: boolean; search?: string },
): Promise<{ totalCount: number; list: Group[] }> {
  const groups = reader
    .selectFrom('user_group')
    .where('user_pool_id', '=', userPoolId)
    .$if(search !== '', (query) => query.where(containing(search, ['code', 'name'])))
  const direction = newestFirst ? 'desc' : 'asc'
  const rows = await groups
    .selectAll()
    .orderBy('created_at', direction)
    .orderBy('id', direction)
    .limit(limit)
    .offset((page - 1) * limit)
    .execute()
  const { total } = await groups.select(({ fn }) => fn.countAll<string>().as('total')).executeTakeFirstOrThrow()
  return { totalCount: Number(total), list: rows.map(toGroup) }
}

/** The groups that a person is in, oldest membership first. */
export async function findGroupsOfUser(reader: Reader, userPoolId: string, userId: string): Promise<Group[]> {
  const rows = await reader
    .selectFrom('group_member as member')
    .innerJoin('user_group as group', (join) =>
      join.onRef('group.user_pool_id', '=', 'member.user_pool_id').onRef('group.id', '=', 'member.group_id'),
    )
    .selectAll('group')
    .where('member.user_pool_id', '=', userPoolId)
    .where('member.user_id', '=', userId)
    .orderBy('member.joined_at')
    .orderBy('group.id')
    .limit(10_000)
    .execute()
  return rows.map(toGroup)
}

/** Fails on `user_group_code_key` when the pool has a code already. */
export async function insertGroups(tx: Tx, rows: Insertable<UserGroupTable>[]): Promise<Group[]> {
  return (await tx.insertInto('user_group').values(rows).returningAll().execute()).map(toGroup)
}

/** Makes the group, or gives the one that has its code the name and description. */
export async function upsertGroup(
  tx: Tx,
  row: Insertable<UserGroupTable>,
): Promise<{ created: boolean; group: Group }> {
  const { name, description, updated_at } = row
  const saved = await tx
    .insertInto('user_group')
    .values(row)
    .onConflict((conflict) => conflict.columns(['user_pool_id', 'code']).doUpdateSet({ name, description, updated_at }))
    .returningAll()
    .executeTakeFirstOrThrow()
  return { created: saved.id === row.id, group: toGroup(saved) }
}

/** Null when there is no such group. Fails on `user_group_code_key` like `insertGroups`. */
export async function saveGroup(
  tx: Tx,
  userPoolId: string,
  code: string,
  changes: { code?: string; name?: string; description?: string },
  now: Date,
): Promise<Group | null> {
  const row = await tx
    .updateTable('user_group')
    .set({ ...changes, updated_at: now })
    .where('user_pool_id', '=', userPoolId)
    .where('code', '=', code)
    .returningAll()
    .executeTakeFirst()
  return row ? toGroup(row) : null
}

/** Answers those that were there. */
export async function deleteGroups(tx: Tx, userPoolId: string, codes: string[]): Promise<Group[]> {
  const rows = await tx
    .deleteFrom('user_group')
    .where('user_pool_id', '=', userPoolId)
    .where('code', '=', sql<string>`any(${codes}::text[])`)
    .returningAll()
    .execute()
  return rows.map(toGroup)
}
