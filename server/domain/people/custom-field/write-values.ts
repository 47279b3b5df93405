import { refuse } from '@menshen/contract/errors'
import { requireFew } from '#domain/shape/list.ts'
import type { RequestContext } from '#domain/shape/request-context.ts'
import type { Before, Context } from '#domain/shape/verb.ts'
import type { CustomField, TargetType, ValueInput } from './custom-field.ts'
import { findFields, holdFields } from './custom-field-store.ts'
import { deleteValues, hasRecords, holdTargets, type StoredValue, saveValues } from './custom-value-store.ts'
import { readValue } from './read-value.ts'

export interface Write extends ValueInput {
  targetId: string
}

/** Of one call. */
const most = 1_000

/** People may change what is their own and the pool lets them edit; an administrator may change anything. */
type Writer = Pick<RequestContext, 'caller'>

/**
 * Checks values against the fields before anything slow happens. Order of refusals, value by
 * value: 400 no such field, 2018 a field that people may not edit, 400 a value that does not fit.
 */
export async function checkValues(
  { reader, pool, caller }: Pick<Before, 'reader' | 'pool' | 'caller'>,
  type: TargetType,
  values: readonly ValueInput[],
): Promise<void> {
  requireFew(values, 'values', most)
  if (values.length === 0) return
  const { all } = await findFields(reader, pool.id)
  readAll(
    all.filter(({ targetType }) => targetType === type),
    values,
    { caller },
  )
}

/** Writes values, checked again under the fields as they are now; of two for one field the later one holds. */
export async function writeValues(
  context: Pick<Context, 'tx' | 'pool' | 'now' | 'caller'>,
  type: TargetType,
  writes: readonly Write[],
): Promise<void> {
  const { tx, pool, now } = context
  const fields = await holdFields(tx, pool.id, type, [...new Set(writes.map(({ key }) => key))])
  const last = new Map(
    readAll(fields, writes, context).map((write) => [JSON.stringify([write.targetId, write.key]), write]),
  )
  // In one order for everybody, so that two who write the same records never wait for each other.
  const sorted = [...last.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, write]) => write)
  const emptied = sorted.filter(({ value }) => value === null)
  await deleteValues(tx, pool.id, type, emptied)
  const filled = sorted.filter((write): write is StoredValue => write.value !== null)
  await saveValues(tx, pool.id, type, filled, now)
}

function readAll<Input extends ValueInput>(fields: readonly CustomField[], values: readonly Input[], by: Writer) {
  const byKey = new Map(fields.map((field) => [field.key, field]))
  return values.map((input) => {
    const field =
      byKey.get(input.key) ?? refuse(400, { variant: 'unknown', values: { field: input.key.slice(0, 100) } })
    if (by.caller.kind !== 'manager' && !field.userEditable) refuse(2018)
    const empty = input.value === null || input.value === undefined
    return { ...input, value: empty ? null : readValue(field, input.value, input.fromForm) }
  })
}

/** Refuses records that there are not: 2004 of people, 400 of the rest, and 1000 of a kind that has no records yet. */
export async function requireTargets(
  { tx, pool }: Pick<Context, 'tx' | 'pool'>,
  type: TargetType,
  ids: readonly string[],
): Promise<void> {
  const wanted = [...new Set(ids)].sort()
  if (type !== 'USERPOOL' && !hasRecords(type))
    refuse(1000, { variant: 'notBuilt', values: { operation: `setUdv(${type})` } })
  const found = hasRecords(type) ? await holdTargets(tx, pool.id, type, wanted) : [pool.id]
  if (wanted.every((id) => found.includes(id))) return
  if (type === 'USER') refuse(2004)
  refuse(400, { variant: 'record', values: { kind: type } })
}
