import type { Context, Verb } from '#domain/shape/verb.ts'
import type { CustomValue, TargetType, ValueInput } from './custom-field.ts'
import { findFields } from './custom-field-store.ts'
import { findValues } from './custom-value-store.ts'
import { type FieldEvent, fieldEvents, tellFields } from './field-events.ts'
import { requireOwn } from './read-values.ts'
import { checkValues, requireTargets, type Write, writeValues } from './write-values.ts'

interface Change {
  targetType: TargetType
  targetId: string
  values: ValueInput[]
}

/**
 * Writes some fields of one record and answers all of them; null empties one. Order of refusals: 1001 not one's own, what
 * `checkValues` says, then what `requireTargets` says.
 */
export const setValues: Verb<FieldEvent, Change, CustomValue[]> = {
  name: 'custom-value.set',
  admits: 'full user or manager',
  emits: fieldEvents,
  async prepare(before, change) {
    requireOwn(before, change.targetType, change.targetId)
    await checkValues(before, change.targetType, change.values)
    return change
  },
  async run(context, { targetType, targetId, values }) {
    await requireTargets(context, targetType, [targetId])
    await writeValues(
      context,
      targetType,
      values.map((value) => ({ ...value, targetId })),
    )
    tellFields(context.emit, { targetType, targetIds: [targetId] }, values)
    return valuesNow(context, targetType, targetId)
  },
}

/** People's own fields, all at once; answers all of them. */
export const setOwnValues: Verb<FieldEvent, { values: ValueInput[] }, CustomValue[], Change> = {
  name: 'custom-value.set-own',
  admits: 'full user',
  emits: fieldEvents,
  async prepare(before, { values }) {
    const targetId = before.caller.kind === 'user' ? before.caller.userId : ''
    await checkValues(before, 'USER', values)
    return { targetType: 'USER', targetId, values }
  },
  run: setValues.run,
}

/** An administrator writes fields of many records: all of them or none. */
export const setValuesOfMany: Verb<FieldEvent, { targetType: TargetType; writes: Write[] }, void> = {
  name: 'custom-value.set-batch',
  admits: 'manager',
  emits: fieldEvents,
  async prepare(before, change) {
    await checkValues(before, change.targetType, change.writes)
    return change
  },
  async run(context, { targetType, writes }) {
    const targetIds = writes.map(({ targetId }) => targetId)
    await requireTargets(context, targetType, targetIds)
    await writeValues(context, targetType, writes)
    tellFields(context.emit, { targetType, targetIds }, writes)
  },
}

/** What the transaction has written is in no other statement's sight yet. */
async function valuesNow({ tx, pool }: Context, type: TargetType, id: string): Promise<CustomValue[]> {
  const stored = new Map((await findValues(tx, pool.id, type, [id])).map(({ key, value }) => [key, value]))
  return (await findFields(tx, pool.id)).all.flatMap(({ targetType, key, dataType, label }) => {
    const value = targetType === type ? stored.get(key) : undefined
    return value === undefined ? [] : [{ key, dataType, label, value }]
  })
}
