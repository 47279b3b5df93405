import { refuse } from '@menshen/contract/errors'
import { checkedText } from '#domain/shape/text.ts'
import type { Verb } from '#domain/shape/verb.ts'
import { namespaceOf } from '#domain/tenancy/namespace/require.ts'
import { refuseTakenCode, requireRoles } from './require.ts'
import { codeOf, type Role, type RoleName } from './role.ts'
import { type RoleChanges, saveRole } from './role-store.ts'
import { futureOf, type Time } from './term.ts'

export interface RoleChange extends RoleName {
  newCode?: string | null | undefined
  /** Null and left out, here and below: as it is. */
  name?: string | null | undefined
  description?: string | null | undefined
  /** What is switched on is not off because of a time that is past, either. */
  enabled?: boolean | null | undefined
  /** From when on it is off by itself; 0 for never. */
  disableTime?: Time
}

interface Parsed {
  code: string
  namespace: string
  changes: RoleChanges
}

function parse({ code, namespace, newCode, name, description, enabled, disableTime }: RoleChange, now: Date): Parsed {
  const isNever = String(disableTime) === '0'
  const disabledAt = isNever ? null : futureOf(disableTime, 'disableTime', now)
  return {
    code: codeOf(code),
    namespace: namespaceOf(namespace),
    changes: {
      ...(newCode && { code: codeOf(newCode, 'newCode') }),
      ...(name && { name: checkedText(name, 'name', 256) }),
      ...(typeof description === 'string' && { description: checkedText(description, 'description', 1_000) }),
      ...(typeof enabled === 'boolean' && { enabled }),
      ...((isNever || disabledAt) && { disabled_at: disabledAt }),
    },
  }
}

/** 400 malformed, 404 no such role, 1001 one of the installation's own, 409 the new code is taken. */
export const updateRole: Verb<'role.updated', RoleChange, Role, Parsed> = {
  name: 'role.update',
  admits: 'manager',
  emits: ['role.updated'],
  prepare: ({ now }, change) => parse(change, now),
  async run({ tx, pool, now, emit }, { code, namespace, changes }) {
    const [role] = await requireRoles(tx, pool.id, namespace, [code])
    if (!role || role.isSystem) refuse(1001)
    const isOver = changes.enabled && role.disabledAt && role.disabledAt <= now
    const saved = await saveRole(tx, pool.id, role.id, { ...(isOver && { disabled_at: null }), ...changes }, now).catch(
      (error) => refuseTakenCode(error, changes.code ?? code),
    )
    if (!saved) refuse(404, { variant: 'role', values: { key: code } })
    emit('role.updated', { roleId: saved.id })
    return saved
  },
}
