import type { Page } from '#domain/shape/page.ts'
import type { Question } from '#domain/shape/verb.ts'
import { namespaceOf } from '#domain/tenancy/namespace/require.ts'
import { codeOf, type Role, type RoleName } from './role.ts'
import { findRoles, findRolesById, listRoles as readPage } from './role-store.ts'

export interface RolePage {
  totalCount: number
  list: Role[]
}

/** The role of that name, null when there is none. */
export const getRole: Question<RoleName, Role | null> = {
  name: 'role.get',
  admits: 'manager',
  async answer({ reader, pool }, { code, namespace }) {
    const [role] = await findRoles(reader, pool.id, namespaceOf(namespace), [codeOf(code)])
    return role ?? null
  },
}

/** The parent of a role; null when it has none. */
export const getParentRole: Question<{ parentId: string | null }, Role | null> = {
  name: 'role.get-parent',
  admits: 'manager',
  async answer({ reader, pool }, { parentId }) {
    const [parent] = parentId ? await findRolesById(reader, pool.id, [parentId]) : []
    return parent ?? null
  },
}

export const listRoles: Question<Page & { namespace: string | null; newestFirst: boolean }, RolePage> = {
  name: 'role.list',
  admits: 'manager',
  answer: ({ reader, pool }, { namespace, ...page }) =>
    readPage(reader, pool.id, { ...page, namespace: namespaceOf(namespace) }),
}
