import type { CustomValue, TargetType, ValueInput } from '#domain/people/custom-field/custom-field.ts'
import { type FieldEvent, fieldEvents } from '#domain/people/custom-field/field-events.ts'
import { valuesOf } from '#domain/people/custom-field/read-values.ts'
import { setValues } from '#domain/people/custom-field/set-values.ts'
import { refuseChoice } from '#domain/shape/choice.ts'
import type { Before, Question, Verb } from '#domain/shape/verb.ts'
import { namespaceOf } from '#domain/tenancy/namespace/require.ts'
import { requireGroup } from '../group/require.ts'
import { requireRoles } from '../role/require.ts'

/** A record as clients name it that have no ids of roles and groups: those by code, people and departments by id. */
export interface NamedTarget {
  /** USER, ROLE, GROUP or DEPARTMENT; 400 anything else. */
  kind: string
  identifier: string
  /** Of a role; `default` when left out. */
  namespace?: string | undefined
}

interface Target {
  targetType: TargetType
  targetId: string
}

type Looking = Pick<Before, 'reader' | 'pool'>

const finders: Record<string, (before: Looking, named: NamedTarget) => Promise<Target> | Target> = {
  USER: (_before, { identifier }) => ({ targetType: 'USER', targetId: identifier }),
  DEPARTMENT: (_before, { identifier }) => ({ targetType: 'NODE', targetId: identifier }),
  async GROUP({ reader, pool }, { identifier }) {
    return { targetType: 'GROUP', targetId: (await requireGroup(reader, pool.id, identifier)).id }
  },
  async ROLE({ reader, pool }, { identifier, namespace }) {
    const [role] = await requireRoles(reader, pool.id, namespaceOf(namespace), [identifier])
    return { targetType: 'ROLE', targetId: role?.id ?? '' }
  },
}

async function find(before: Looking, named: NamedTarget): Promise<Target> {
  const finder = Object.hasOwn(finders, named.kind) ? finders[named.kind] : undefined
  if (!finder) return refuseChoice('targetType', Object.keys(finders))
  return finder(before, named)
}

/** The values of a record that is named so. 400 and 404 as `find` says; of a person or department that there is not, none. */
export const getValuesOfNamed: Question<NamedTarget, CustomValue[]> = {
  name: 'custom-value.get-named',
  admits: 'manager',
  async answer(before, named) {
    const { targetType, targetId } = await find(before, named)
    return (await valuesOf(before, before.pool.id, targetType, [targetId])).get(targetId) ?? []
  },
}

/** Writes some fields of a record that is named so: 400 and 404 as `find` says, then the refusals of `setValues`. */
export const setValuesOfNamed: Verb<
  FieldEvent,
  NamedTarget & { values: ValueInput[] },
  CustomValue[],
  Target & { values: ValueInput[] }
> = {
  name: 'custom-value.set-named',
  admits: 'manager',
  emits: fieldEvents,
  async prepare(before, { values, ...named }) {
    return setValues.prepare(before, { ...(await find(before, named)), values })
  },
  run: setValues.run,
}
