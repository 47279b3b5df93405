import { refuse } from '@menshen/contract/errors'
import { checkedText } from '#domain/shape/text.ts'
import type { Verb } from '#domain/shape/verb.ts'
import { namespaceOf } from '#domain/tenancy/namespace/require.ts'
import { refuseTakenCode, requireRoles } from './require.ts'
import { codeOf, type Role, type RoleName } from './role.ts'
import { saveRole } from './role-store.ts'

export interface RoleChange extends RoleName {
  newCode?: string | null
  /** Null and left out: as it is. */
  description?: string | null
}

/** 400 malformed, 404 no such role, 1001 one of the installation's own, 409 the new code is taken. */
export const updateRole: Verb<'role.updated', RoleChange, Role, RoleChange & { namespace: string }> = {
  name: 'role.update',
  admits: 'manager',
  emits: ['role.updated'],
  prepare: (_before, { code, namespace, newCode, description }) => ({
    code: codeOf(code),
    namespace: namespaceOf(namespace),
    newCode: newCode ? codeOf(newCode, 'newCode') : null,
    description: checkedText(description ?? '', 'description', 1_000) || (description ?? null),
  }),
  async run({ tx, pool, now, emit }, { code, namespace, newCode, description }) {
    const [role] = await requireRoles(tx, pool.id, namespace, [code])
    if (!role || role.isSystem) refuse(1001)
    const changes = { ...(newCode && { code: newCode }), ...(description !== null && { description }) }
    const saved = await saveRole(tx, pool.id, role.id, changes, now).catch((error) =>
      refuseTakenCode(error, newCode ?? code),
    )
    if (!saved) refuse(404, { variant: 'role', values: { key: code } })
    emit('role.updated', { roleId: saved.id })
    return saved
  },
}
