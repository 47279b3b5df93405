import { refuse } from '@menshen/contract/errors'
import { forgetSubjects } from '#domain/ground/permission/grant-store.ts'
import { forgetTargets } from '#domain/people/custom-field/forget-targets.ts'
import { requireFew } from '#domain/shape/list.ts'
import type { Verb } from '#domain/shape/verb.ts'
import { namespaceOf } from '#domain/tenancy/namespace/require.ts'
import { requireRoles } from './require.ts'
import { codeOf } from './role.ts'
import { deleteRoles as removeRoles } from './role-store.ts'

/** Deletes all of these roles or none; none named is no mistake, as with the official clients. 400 too many, 404 one of them is missing, 1001 one is the installation's own. */
export const deleteRoles: Verb<'role.deleted', { codes: string[]; namespace?: string | null }, void> = {
  name: 'role.delete',
  admits: 'manager',
  emits: ['role.deleted'],
  prepare: (_before, { codes, namespace }) => {
    requireFew(codes, 'codeList')
    return { codes: [...new Set(codes.map((code) => codeOf(code)))], namespace: namespaceOf(namespace) }
  },
  async run({ tx, pool, emit }, { codes, namespace }) {
    const roles = await requireRoles(tx, pool.id, namespaceOf(namespace), codes)
    if (roles.some((role) => role.isSystem)) refuse(1001)
    const ids = roles.map((role) => role.id)
    await removeRoles(tx, pool.id, ids)
    await forgetTargets(tx, pool.id, 'ROLE', ids)
    await forgetSubjects(tx, pool.id, 'ROLE', ids)
    emit('role.deleted', { roleIds: ids })
  },
}
