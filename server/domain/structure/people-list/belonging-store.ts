import { type RawBuilder, sql } from 'kysely'
import type { Belonging } from '#domain/people/user/belonging.ts'
import type { Reader } from '#platform/database/database.ts'
import { findDepartments, isWithin } from '../organisation/department-store.ts'
import { holdsAt } from '../role/holder-store.ts'

/** A statement that answers the ids of those people, each perhaps more than once; null where everybody is meant. */
export async function peopleOf(
  reader: Reader,
  userPoolId: string,
  { departments, groups, roles }: Belonging,
  now: Date,
): Promise<RawBuilder<string> | null> {
  const lists: RawBuilder<string>[] = []
  if (departments) lists.push(await inDepartments(reader, userPoolId, departments))
  if (groups)
    lists.push(sql`SELECT user_id FROM group_member WHERE user_pool_id = ${userPoolId} AND group_id IN
      (SELECT id FROM user_group WHERE user_pool_id = ${userPoolId} AND code = any(${groups}::text[]))`)
  if (roles) lists.push(withRoles(userPoolId, roles, now))
  return lists.length === 0 ? null : sql`${sql.join(lists, sql` INTERSECT `)}`
}

async function inDepartments(
  reader: Reader,
  userPoolId: string,
  asked: NonNullable<Belonging['departments']>,
): Promise<RawBuilder<string>> {
  const found = await findDepartments(
    reader,
    userPoolId,
    asked.map(({ id }) => id),
  )
  const whole = new Set(asked.filter(({ withBelow }) => withBelow).map(({ id }) => id))
  const ids = found.map(({ id }) => id)
  const below = found.filter(({ id }) => whole.has(id)).map(isWithin)
  const matching = sql.join([sql`(user_pool_id = ${userPoolId} AND id = any(${ids}::text[]))`, ...below], sql` OR `)
  return sql`SELECT user_id FROM department_member WHERE user_pool_id = ${userPoolId}
    AND department_id IN (SELECT id FROM department WHERE ${matching})`
}

function withRoles(userPoolId: string, roles: NonNullable<Belonging['roles']>, now: Date): RawBuilder<string> {
  const namespaces = roles.map(({ namespace }) => namespace)
  const codes = roles.map(({ code }) => code)
  return sql`SELECT user_id FROM role_user WHERE user_pool_id = ${userPoolId}
    AND ${holdsAt(now, 'role_user')} AND role_id IN
    (SELECT role.id FROM unnest(${namespaces}::text[], ${codes}::text[]) AS asked (namespace, code)
     JOIN role ON role.user_pool_id = ${userPoolId} AND role.namespace = asked.namespace AND role.code = asked.code
       AND role_is_on(role.enabled, role.disabled_at, ${now}::timestamptz))`
}
