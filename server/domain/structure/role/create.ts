import { refuse } from '@menshen/contract/errors'
import { checkedText } from '#domain/shape/text.ts'
import type { Context, Verb } from '#domain/shape/verb.ts'
import { namespaceOf, requireNamespace } from '#domain/tenancy/namespace/require.ts'
import { newId } from '#platform/crypto/random.ts'
import { refuseTakenCode } from './require.ts'
import { codeOf, type Role, type RoleName } from './role.ts'
import { findRoles, findRolesById, insertRole } from './role-store.ts'

export interface NewRole extends RoleName {
  description?: string | null
  /** Code, in the same namespace, or id of the role whose permissions this one has too. */
  parent?: string | null
}

/** 400 malformed, 404 no such namespace or parent, 409 the namespace has a role of that code. */
export const createRole: Verb<'role.created', NewRole, Role, { code: string; namespace: string; input: NewRole }> = {
  name: 'role.create',
  admits: 'manager',
  emits: ['role.created'],
  prepare: (_before, input) => {
    checkedText(input.description ?? '', 'description', 1_000)
    return { code: codeOf(input.code), namespace: namespaceOf(input.namespace), input }
  },
  async run(context, { code, namespace, input }) {
    const { tx, pool, now } = context
    await requireNamespace(tx, pool.id, namespace)
    const parent = input.parent ? await findParent(context, namespace, input.parent) : null
    const role = await insertRole(tx, {
      user_pool_id: pool.id,
      id: newId(now),
      namespace,
      code,
      description: input.description ?? null,
      parent_id: parent?.id ?? null,
      created_at: now,
      updated_at: now,
    }).catch((error) => refuseTakenCode(error, code))
    context.emit('role.created', { roleId: role.id })
    return role
  },
}

async function findParent({ tx, pool }: Context, namespace: string, name: string): Promise<Role> {
  const [byId] = await findRolesById(tx, pool.id, [name])
  const [byCode] = byId ? [byId] : await findRoles(tx, pool.id, namespace, [name])
  return byCode ?? refuse(404, { variant: 'role', values: { key: name } })
}
