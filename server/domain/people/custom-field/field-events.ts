import type { Emit } from '#domain/shape/emit.ts'
import type { TargetType } from './custom-field.ts'

/** That values of custom fields have changed is told by what has them. */
export const fieldEvents = [
  'user.fields-changed',
  'role.fields-changed',
  'group.fields-changed',
  'department.fields-changed',
  'organisation.fields-changed',
  'application.fields-changed',
  'pool.fields-changed',
] as const
export type FieldEvent = (typeof fieldEvents)[number]

type Teller = (emit: Emit<FieldEvent>, ids: string[], keys: string[]) => void

/** Of all that can have values: see `requireTargets`, which refuses the rest. */
const tellers: Partial<Record<TargetType, Teller>> = {
  USER: (emit, userIds, keys) => emit('user.fields-changed', { userIds, keys }),
  ROLE: (emit, roleIds, keys) => emit('role.fields-changed', { roleIds, keys }),
  GROUP: (emit, groupIds, keys) => emit('group.fields-changed', { groupIds, keys }),
  NODE: (emit, departmentIds, keys) => emit('department.fields-changed', { departmentIds, keys }),
  ORG: (emit, organisationIds, keys) => emit('organisation.fields-changed', { organisationIds, keys }),
  APPLICATION: (emit, applicationIds, keys) => emit('application.fields-changed', { applicationIds, keys }),
  USERPOOL: (emit, poolIds, keys) => emit('pool.fields-changed', { poolIds, keys }),
}

export function tellFields(
  emit: Emit<FieldEvent>,
  { targetType, targetIds }: { targetType: TargetType; targetIds: readonly string[] },
  written: readonly { key: string }[],
): void {
  tellers[targetType]?.(emit, [...new Set(targetIds)], [...new Set(written.map(({ key }) => key))])
}
