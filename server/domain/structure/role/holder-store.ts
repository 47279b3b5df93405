import { sql } from 'kysely'
import type { UserPage } from '#domain/people/user/user-page.ts'
import { toUser } from '#domain/people/user/user-store.ts'
import type { Page } from '#domain/shape/page.ts'
import type { Reader, Tx } from '#platform/database/database.ts'
import type { Role } from './role.ts'
import { toRole } from './role-store.ts'

/** Who can be given a role, and where that stands. */
const holders = {
  user: { table: 'role_user', column: 'user_id' },
  group: { table: 'role_group', column: 'group_id' },
  department: { table: 'role_department', column: 'department_id' },
} as const

export type HolderKind = keyof typeof holders

/** Gives every role to every holder; who has one already keeps it. */
export async function giveRoles(
  tx: Tx,
  userPoolId: string,
  roleIds: string[],
  kind: HolderKind,
  ids: string[],
): Promise<void> {
  const { table, column } = holders[kind]
  await sql`
    INSERT INTO ${sql.table(table)} (user_pool_id, role_id, ${sql.ref(column)})
    SELECT ${userPoolId}, role_id, holder_id FROM unnest(${roleIds}::text[]) AS role_id, unnest(${ids}::text[]) AS holder_id
    ON CONFLICT DO NOTHING`.execute(tx)
}

export async function takeRoles(
  tx: Tx,
  userPoolId: string,
  roleIds: string[],
  kind: HolderKind,
  ids: string[],
): Promise<void> {
  const { table, column } = holders[kind]
  await sql`
    DELETE FROM ${sql.table(table)} WHERE user_pool_id = ${userPoolId}
    AND role_id = any(${roleIds}::text[]) AND ${sql.ref(column)} = any(${ids}::text[])`.execute(tx)
}

/** The people who were given the role themselves, the newest of the pool first. `search`: in their identifiers. */
export async function listRoleUsers(
  reader: Reader,
  userPoolId: string,
  roleId: string,
  { page, limit, search }: Page & { search: string },
): Promise<UserPage> {
  const members = reader
    .selectFrom('role_user')
    .innerJoin('user_account', (join) =>
      join
        .onRef('user_account.user_pool_id', '=', 'role_user.user_pool_id')
        .onRef('user_account.id', '=', 'role_user.user_id'),
    )
    .where('role_user.user_pool_id', '=', userPoolId)
    .where('role_user.role_id', '=', roleId)
    .$if(search !== '', (query) => query.where(hasText(search)))
  // Ids begin with the time they were made at, so this is the order of the index.
  const rows = await members
    .selectAll('user_account')
    .orderBy('role_user.user_id', 'desc')
    .limit(limit)
    .offset((page - 1) * limit)
    .execute()
  if (search === '') return { totalCount: await countMembers(reader, userPoolId, roleId), list: rows.map(toUser) }
  const { total } = await members.select(({ fn }) => fn.countAll<string>().as('total')).executeTakeFirstOrThrow()
  return { totalCount: Number(total), list: rows.map(toUser) }
}

/** Exact, and not counted: a role can have everybody. */
async function countMembers(reader: Reader, userPoolId: string, roleId: string): Promise<number> {
  const { total } = await reader
    .selectFrom('role_member_count')
    .where('user_pool_id', '=', userPoolId)
    .where('role_id', '=', roleId)
    .select(sql<string | null>`sum(members)`.as('total'))
    .executeTakeFirstOrThrow()
  return Number(total ?? 0)
}

function hasText(search: string) {
  const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`
  const columns = ['username', 'email', 'phone'].map((name) => sql`user_account.${sql.ref(name)} ILIKE ${pattern}`)
  return sql<boolean>`(${sql.join(columns, sql` OR `)} OR user_account.profile ->> 'nickname' ILIKE ${pattern})`
}

/**
 * Every role that a person has: given to them, to a group they are in, or to a department that they are in or that stands
 * above one they are in. In one namespace, or in all.
 */
export async function findRolesOfUser(
  reader: Reader,
  userPoolId: string,
  userId: string,
  namespace: string | null,
): Promise<Role[]> {
  const given = sql<string>`
    SELECT role_id FROM role_user WHERE user_pool_id = ${userPoolId} AND user_id = ${userId}
    UNION
    SELECT role_id FROM group_member JOIN role_group USING (user_pool_id, group_id)
    WHERE user_pool_id = ${userPoolId} AND user_id = ${userId}
    UNION
    SELECT role_department.role_id FROM department_member
    JOIN department own ON own.user_pool_id = department_member.user_pool_id AND own.id = department_member.department_id
    JOIN role_department ON role_department.user_pool_id = own.user_pool_id
      AND role_department.department_id = any(string_to_array(trim(both '/' from own.path), '/'))
    WHERE department_member.user_pool_id = ${userPoolId} AND department_member.user_id = ${userId}`
  const rows = await reader
    .selectFrom('role')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('id', 'in', sql<string>`(${given})`)
    .$if(namespace !== null, (query) => query.where('namespace', '=', namespace as string))
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(toRole)
}

/** The roles that were given to a group or a department itself. */
export async function findRolesOfHolder(
  reader: Reader,
  userPoolId: string,
  kind: Exclude<HolderKind, 'user'>,
  id: string,
  namespace: string | null,
): Promise<Role[]> {
  const { table, column } = holders[kind]
  const rows = await reader
    .selectFrom('role')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where(
      'id',
      'in',
      sql<string>`(SELECT role_id FROM ${sql.table(table)} WHERE user_pool_id = ${userPoolId} AND ${sql.ref(column)} = ${id})`,
    )
    .$if(namespace !== null, (query) => query.where('namespace', '=', namespace as string))
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(toRole)
}
