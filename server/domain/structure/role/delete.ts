import { refuse } from '@menshen/contract/errors'
import { forgetSubjects } from '#domain/ground/permission/grant-store.ts'
import { forgetTargets } from '#domain/people/custom-field/forget-targets.ts'
import { requireFew } from '#domain/shape/list.ts'
import type { Verb } from '#domain/shape/verb.ts'
import { requireNamedRoles } from './require.ts'
import type { RoleName } from './role.ts'
import { deleteRoles as removeRoles } from './role-store.ts'

/** Deletes all of these roles or none; none named is no mistake, as with the official clients. 400 too many, 404 one of them is missing, 1001 one is the installation's own. */
export const deleteRoles: Verb<'role.deleted', { roles: RoleName[] }, void> = {
  name: 'role.delete',
  admits: 'manager',
  emits: ['role.deleted'],
  prepare: (_before, { roles }) => {
    requireFew(roles, 'codeList')
    return { roles }
  },
  async run({ tx, pool, emit }, { roles: named }) {
    const roles = await requireNamedRoles(tx, pool.id, named)
    if (roles.some((role) => role.isSystem)) refuse(1001)
    const ids = roles.map((role) => role.id)
    await removeRoles(tx, pool.id, ids)
    await forgetTargets(tx, pool.id, 'ROLE', ids)
    await forgetSubjects(tx, pool.id, 'ROLE', ids)
    emit('role.deleted', { roleIds: ids })
  },
}
