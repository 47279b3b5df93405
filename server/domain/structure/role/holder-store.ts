import { type RawBuilder, sql } from 'kysely'
import { containing } from '#domain/people/user/text-match-store.ts'
import type { UserPage } from '#domain/people/user/user-page.ts'
import { toUser } from '#domain/people/user/user-store.ts'
import type { Page } from '#domain/shape/page.ts'
import type { Reader, Tx } from '#platform/database/database.ts'
import { expiring } from '#platform/database/expired-rows.ts'
import { patternOf } from '#platform/database/like-pattern.ts'
import type { Role } from './role.ts'
import { toRole } from './role-store.ts'
import type { Term } from './term.ts'

/** Who can be given a role, and where that stands. */
export const holders = {
  user: { table: 'role_user', column: 'user_id' },
  group: { table: 'role_group', column: 'group_id' },
  department: { table: 'role_department', column: 'department_id' },
} as const

export type HolderKind = keyof typeof holders

export interface Holders {
  userPoolId: string
  roleIds: string[]
  kind: HolderKind
  ids: string[]
}

/** Gives every role to every holder for that term; who has one already has it for that term from now on. */
export async function giveRoles(
  tx: Tx,
  { userPoolId, roleIds, kind, ids }: Holders,
  { beginsAt, expiresAt }: Term,
): Promise<void> {
  const { table, column } = holders[kind]
  // In one order for everybody, so that two who give the same roles never wait for each other.
  await sql`
    INSERT INTO ${sql.table(table)} AS given (user_pool_id, role_id, ${sql.ref(column)}, begins_at, expires_at)
    SELECT ${userPoolId}, role_id, holder_id, ${beginsAt}::timestamptz, ${expiresAt}::timestamptz
    FROM unnest(${roleIds}::text[]) AS role_id, unnest(${ids}::text[]) AS holder_id ORDER BY role_id, holder_id
    ON CONFLICT (user_pool_id, role_id, ${sql.ref(column)})
    DO UPDATE SET begins_at = excluded.begins_at, expires_at = excluded.expires_at, assigned_at = excluded.assigned_at
    WHERE (given.begins_at, given.expires_at) IS DISTINCT FROM (excluded.begins_at, excluded.expires_at)`.execute(tx)
}

export async function takeRoles(tx: Tx, { userPoolId, roleIds, kind, ids }: Holders): Promise<void> {
  const { table, column } = holders[kind]
  await sql`
    DELETE FROM ${sql.table(table)} WHERE user_pool_id = ${userPoolId}
    AND role_id = any(${roleIds}::text[]) AND ${sql.ref(column)} = any(${ids}::text[])`.execute(tx)
}

/** Whether what was given for a time holds, of a row of the three tables. */
export function holdsAt(now: Date, table: string): RawBuilder<boolean> {
  return sql`role_holds(${sql.ref(`${table}.begins_at`)}, ${sql.ref(`${table}.expires_at`)}, ${now}::timestamptz)`
}

/** Throws away what was given until a moment that is past. */
export const holderSweeps = Object.values(holders).map(({ table }) => expiring(table))

/** Which role, and when. */
interface Held {
  userPoolId: string
  roleId: string
  now: Date
}

/** The people who were given the role themselves, the newest of the pool first. `search`: in their identifiers. */
export async function listRoleUsers(
  reader: Reader,
  { userPoolId, roleId, now }: Held,
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
    .where(holdsAt(now, 'role_user'))
    .$if(search !== '', (query) => query.where(isCalled(search)))
  // Ids begin with the time they were made at, so this is the order of the index.
  const rows = await members
    .selectAll('user_account')
    .orderBy('role_user.user_id', 'desc')
    .limit(limit)
    .offset((page - 1) * limit)
    .execute()
  if (search === '')
    return {
      totalCount: await countMembers(reader, { userPoolId, roleId }, sql`NOT ${holdsAt(now, 'role_user')}`),
      list: rows.map(toUser),
    }
  const { total } = await members.select(({ fn }) => fn.countAll<string>().as('total')).executeTakeFirstOrThrow()
  return { totalCount: Number(total), list: rows.map(toUser) }
}

/** Exact, and hardly counted: a role can have everybody. Only those to whom it was given for a time are looked at, and left out where `isOut`. */
export async function countMembers(
  reader: Reader,
  { userPoolId, roleId }: Omit<Held, 'now'>,
  isOut: RawBuilder<unknown>,
): Promise<number> {
  const { total } = await reader
    .selectFrom('role_member_count')
    .where('user_pool_id', '=', userPoolId)
    .where('role_id', '=', roleId)
    .select(
      sql<string>`coalesce(sum(members), 0) - (SELECT count(*) FROM role_user
        WHERE user_pool_id = ${userPoolId} AND role_id = ${roleId}
          AND (begins_at IS NOT NULL OR expires_at IS NOT NULL) AND ${isOut})`.as('total'),
    )
    .executeTakeFirstOrThrow()
  return Number(total)
}

export function isCalled(search: string) {
  const columns = ['username', 'email', 'phone'].map((name) => `user_account.${name}`)
  const pattern = patternOf(search)
  return sql<boolean>`(${containing(search, columns)} OR user_account.profile ->> 'nickname' ILIKE ${pattern})`
}

/**
 * Every role that a person has: given to them, to a group they are in, or to a department that they are in or that stands
 * above one they are in; for good or for a time that is now, and not switched off. In one namespace, or in all.
 */
export async function findRolesOfUser(
  reader: Reader,
  userPoolId: string,
  { userId, now }: { userId: string; now: Date },
  namespace: string | null,
): Promise<Role[]> {
  const given = sql<string>`
    SELECT role_id FROM role_user WHERE user_pool_id = ${userPoolId} AND user_id = ${userId} AND ${holdsAt(now, 'role_user')}
    UNION
    SELECT role_id FROM group_member JOIN role_group USING (user_pool_id, group_id)
    WHERE user_pool_id = ${userPoolId} AND user_id = ${userId} AND ${holdsAt(now, 'role_group')}
    UNION
    SELECT role_department.role_id FROM department_member
    JOIN department own ON own.user_pool_id = department_member.user_pool_id AND own.id = department_member.department_id
    JOIN role_department ON role_department.user_pool_id = own.user_pool_id
      AND role_department.department_id = any(string_to_array(trim(both '/' from own.path), '/'))
    WHERE department_member.user_pool_id = ${userPoolId} AND department_member.user_id = ${userId}
      AND ${holdsAt(now, 'role_department')}`
  return findHeld(reader, userPoolId, { given, now, namespace })
}

/** The roles that were given to a group or a department itself and that it has now. */
export async function findRolesOfHolder(
  reader: Reader,
  userPoolId: string,
  { kind, id, now }: { kind: Exclude<HolderKind, 'user'>; id: string; now: Date },
  namespace: string | null,
): Promise<Role[]> {
  const { table, column } = holders[kind]
  const given = sql<string>`SELECT role_id FROM ${sql.table(table)}
    WHERE user_pool_id = ${userPoolId} AND ${sql.ref(column)} = ${id} AND ${holdsAt(now, table)}`
  return findHeld(reader, userPoolId, { given, now, namespace })
}

/** Those of the roles that are on, oldest first. */
async function findHeld(
  reader: Reader,
  userPoolId: string,
  { given, now, namespace }: { given: RawBuilder<string>; now: Date; namespace: string | null },
): Promise<Role[]> {
  const rows = await reader
    .selectFrom('role')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('id', 'in', sql<string>`(${given})`)
    .where(sql<boolean>`role_is_on(enabled, disabled_at, ${now}::timestamptz)`)
    .$if(namespace !== null, (query) => query.where('namespace', '=', namespace as string))
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(toRole)
}
