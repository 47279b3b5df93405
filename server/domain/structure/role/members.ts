import { refuse } from '@menshen/contract/errors'
import type { UserPage } from '#domain/people/user/user-page.ts'
import { requireSome } from '#domain/shape/list.ts'
import type { Page } from '#domain/shape/page.ts'
import { requireSubject } from '#domain/shape/subject.ts'
import type { Before, Question } from '#domain/shape/verb.ts'
import { namespaceOf } from '#domain/tenancy/namespace/require.ts'
import { findRolesOfHolder, findRolesOfUser, listRoleUsers } from './holder-store.ts'
import { codeOf, type Role, type RoleName } from './role.ts'
import { findRoles } from './role-store.ts'

type MemberQuery = RoleName & Page & { search?: string | null }

/** The people who were given the role themselves and for now, be it on or off; none when there is no such role. */
export const listRoleMembers: Question<MemberQuery, UserPage> = {
  name: 'role.members',
  admits: 'manager',
  answer: async (before, query) => (await membersOf(before, query)) ?? { totalCount: 0, list: [] },
}

/** The same; 404 when there is no such role. */
export const demandRoleMembers: Question<MemberQuery, UserPage> = {
  name: 'role.demand-members',
  admits: 'manager',
  answer: async (before, query) =>
    (await membersOf(before, query)) ?? refuse(404, { variant: 'role', values: { key: query.code } }),
}

async function membersOf(
  { reader, pool, now }: Before,
  { code, namespace, search, ...page }: MemberQuery,
): Promise<UserPage | null> {
  const [role] = await findRoles(reader, pool.id, namespaceOf(namespace), [codeOf(code)])
  if (!role) return null
  const held = { userPoolId: pool.id, roleId: role.id, now }
  return listRoleUsers(reader, held, { ...page, search: search?.trim().slice(0, 100) ?? '' })
}

/** Every role of a person that is on, however they came to it. People see their own (1001 for anybody else's). */
export const rolesOfUser: Question<{ userId: string | null; namespace: string | null }, Role[]> = {
  name: 'role.of-user',
  admits: 'any user or manager',
  answer(before, { userId, namespace }) {
    const { reader, pool, now } = before
    return findRolesOfUser(reader, pool.id, { userId: requireSubject(before, userId), now }, namespace)
  },
}

/** Whether a person has the role, however they came to it. */
export const hasRole: Question<RoleName & { userId: string | null }, boolean> = {
  name: 'role.has',
  admits: 'any user or manager',
  async answer(before, { userId, code, namespace }) {
    const roles = await rolesOfUser.answer(before, { userId, namespace: namespaceOf(namespace) })
    return roles.some((role) => role.code === code)
  },
}

/** Whether a person has one of these roles, however they came to it. 400 when none is named or more than 100 are. */
export const hasAnyRole: Question<{ userId: string | null; roles: RoleName[] }, boolean> = {
  name: 'role.has-any',
  admits: 'any user or manager',
  async answer(before, { userId, roles }) {
    requireSome(roles, 'roles', 100)
    const wanted = roles.map(({ code, namespace }) => ({ code: codeOf(code), namespace: namespaceOf(namespace) }))
    const held = await rolesOfUser.answer(before, { userId, namespace: null })
    return held.some(({ code, namespace }) => wanted.some((one) => one.code === code && one.namespace === namespace))
  },
}

/** The roles that were given to a group or a department itself and that it has now. */
export const rolesOfHolder: Question<{ kind: 'group' | 'department'; id: string; namespace: string | null }, Role[]> = {
  name: 'role.of-holder',
  admits: 'manager',
  answer: ({ reader, pool, now }, { kind, id, namespace }) =>
    findRolesOfHolder(reader, pool.id, { kind, id, now }, namespace),
}
