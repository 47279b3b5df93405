import type { UserPage } from '#domain/people/user/user-page.ts'
import type { Page } from '#domain/shape/page.ts'
import { requireSubject } from '#domain/shape/subject.ts'
import type { Question } from '#domain/shape/verb.ts'
import { namespaceOf } from '#domain/tenancy/namespace/require.ts'
import { findRolesOfHolder, findRolesOfUser, listRoleUsers } from './holder-store.ts'
import { codeOf, type Role, type RoleName } from './role.ts'
import { findRoles } from './role-store.ts'

/** The people who were given the role themselves; none when there is no such role. */
export const listRoleMembers: Question<RoleName & Page & { search?: string | null }, UserPage> = {
  name: 'role.members',
  admits: 'manager',
  async answer({ reader, pool }, { code, namespace, search, ...page }) {
    const [role] = await findRoles(reader, pool.id, namespaceOf(namespace), [codeOf(code)])
    if (!role) return { totalCount: 0, list: [] }
    return listRoleUsers(reader, pool.id, role.id, { ...page, search: search?.trim().slice(0, 100) ?? '' })
  },
}

/** Every role of a person, however they came to it. People see their own (1001 for anybody else's). */
export const rolesOfUser: Question<{ userId: string | null; namespace: string | null }, Role[]> = {
  name: 'role.of-user',
  admits: 'any user or manager',
  answer: (before, { userId, namespace }) =>
    findRolesOfUser(before.reader, before.pool.id, requireSubject(before, userId), namespace),
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

/** The roles that were given to a group or a department itself. */
export const rolesOfHolder: Question<{ kind: 'group' | 'department'; id: string; namespace: string | null }, Role[]> = {
  name: 'role.of-holder',
  admits: 'manager',
  answer: ({ reader, pool }, { kind, id, namespace }) => findRolesOfHolder(reader, pool.id, kind, id, namespace),
}
