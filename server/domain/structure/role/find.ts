import { refuse } from '@menshen/contract/errors'
import type { Page } from '#domain/shape/page.ts'
import { checkedText } from '#domain/shape/text.ts'
import type { Question } from '#domain/shape/verb.ts'
import { namespaceOf, requireNamespace } from '#domain/tenancy/namespace/require.ts'
import { codeOf, type Role, type RoleName } from './role.ts'
import { findRoles, findRolesById, isNameTaken, type RolePage, listRoles as readPage } from './role-store.ts'

/** The role of that name, null when there is none. */
export const getRole: Question<RoleName, Role | null> = {
  name: 'role.get',
  admits: 'manager',
  async answer({ reader, pool }, { code, namespace }) {
    const [role] = await findRoles(reader, pool.id, namespaceOf(namespace), [codeOf(code)])
    return role ?? null
  },
}

/** The role of that name, 404 when there is none. */
export const demandRole: Question<RoleName, Role> = {
  name: 'role.demand',
  admits: 'manager',
  answer: async (before, name) =>
    (await getRole.answer(before, name)) ?? refuse(404, { variant: 'role', values: { key: name.code } }),
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

/** The roles of a namespace in whose code or name the text stands, newest first; without a text all of them. 404 when there is no such namespace. */
export const searchRoles: Question<Page & { namespace?: string | undefined; text?: string | undefined }, RolePage> = {
  name: 'role.search',
  admits: 'manager',
  async answer({ reader, pool }, { namespace, text = '', ...page }) {
    const search = checkedText(text.trim(), 'keywords', 100)
    const within = namespaceOf(namespace)
    await requireNamespace(reader, pool.id, within)
    return readPage(reader, pool.id, { ...page, namespace: within, newestFirst: true, search })
  },
}

/** Which of the two another role of the namespace has already: its code goes before its name. Null: a role may have both. */
export const takenOfRole: Question<RoleName & { name?: string | undefined }, 'code' | 'name' | null> = {
  name: 'role.taken',
  admits: 'manager',
  async answer({ reader, pool }, { code, namespace, name }) {
    const within = namespaceOf(namespace)
    await requireNamespace(reader, pool.id, within)
    const [role] = await findRoles(reader, pool.id, within, [codeOf(code)])
    if (role) return 'code'
    return name && (await isNameTaken(reader, pool.id, within, checkedText(name, 'name', 256))) ? 'name' : null
  },
}
