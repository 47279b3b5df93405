import { refuse } from '@menshen/contract/errors'
import { choiceOf } from '#domain/shape/choice.ts'
import { requireSome } from '#domain/shape/list.ts'
import { checkedText } from '#domain/shape/text.ts'
import type { Context, Question, Verb } from '#domain/shape/verb.ts'
import { type CustomField, type DataType, dataTypes, type TargetType, targetTypes } from './custom-field.ts'
import { countFields, deleteField, lockField, saveField } from './custom-field-store.ts'
import { isFieldFilled } from './custom-value-store.ts'
import { readOptions } from './options.ts'

export interface FieldInput {
  targetType: TargetType
  key: string
  dataType: DataType
  label: string | null
  options?: string | null | undefined
}

/** What this operation says of a field; the rest of it stays. */
type Defined = Pick<CustomField, 'targetType' | 'key' | 'dataType' | 'label' | 'options' | 'userEditable'>

/** Of one kind. */
const mostFields = 200

// Clients make objects of values by key, where these names are taken.
const reserved = ['__proto__', 'constructor', 'prototype']

function parse({ targetType, key, dataType, label, options }: FieldInput): Defined {
  const text = options ? checkedText(options, 'options', 20_000) : null
  const { choices, userEditable } = readOptions(text)
  if (dataType === 'SELECT') requireSome(choices, 'options.choices')
  return {
    targetType: readTargetType(targetType),
    key: keyOf(key),
    dataType: choiceOf(dataType, 'dataType', dataTypes),
    label: label === null ? null : checkedText(label, 'label', 255),
    options: text,
    userEditable,
  }
}

/** A key that a field can have; 400 otherwise. */
export function keyOf(key: string): string {
  const name = key.trim()
  if (name === '') refuse(400, { variant: 'empty', values: { field: 'key' } })
  if (reserved.includes(name)) refuse(400, { variant: 'item', values: { field: 'key', item: name } })
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(name)) refuse(400, { variant: 'characters', values: { field: 'key' } })
  return checkedText(name, 'key', 100)
}

/** 400 when there is no such kind of record. */
function readTargetType(type: string): TargetType {
  return choiceOf(type, 'targetType', targetTypes)
}

/** The fields of one kind of record, oldest first. */
export const getFields: Question<{ targetType: TargetType }, CustomField[]> = {
  name: 'custom-field.list',
  admits: 'any user or manager',
  async answer({ ports, pool }, { targetType }) {
    const fields = await ports.cached.customFields(pool.id)
    return (fields?.all ?? []).filter((field) => field.targetType === targetType)
  },
}

/**
 * Makes a field, or changes the one with that key. 400 for a name, a label or options that cannot be, for one field more
 * than a pool may have, and for another data type while there are values of the old one.
 */
export const setField: Verb<'custom-field.defined', FieldInput, CustomField, Defined> = {
  name: 'custom-field.set',
  admits: 'manager',
  emits: ['custom-field.defined'],
  prepare: (_before, input) => parse(input),
  async run(context, field) {
    const { tx, pool, now } = context
    const known = await lockField(tx, pool.id, field.targetType, field.key)
    return defineField(context, known, { ...newField(now), ...known, ...field })
  },
}

/** What a field is of which nothing has been said. */
export const newField = (now: Date) => ({
  ...{ label: null, options: null, userEditable: true, description: null, labels: null },
  ...{ visibleInConsole: true, visibleInCenter: true, createdAt: now },
})

/** Stores a field in place of the one that is locked, or a new one. Refuses like `setField`. */
export async function defineField(
  { tx, pool, now, changed, emit }: Context<'custom-field.defined'>,
  known: CustomField | null,
  field: CustomField,
): Promise<CustomField> {
  const { targetType, key } = field
  if (!known && (await countFields(tx, pool.id, targetType)) >= mostFields)
    refuse(400, { variant: 'many', values: { field: 'udf', max: mostFields } })
  if (known && known.dataType !== field.dataType && (await isFieldFilled(tx, pool.id, targetType, key)))
    refuse(400, { variant: 'filledField', values: { field: key, type: known.dataType } })
  await saveField(tx, pool.id, field, now)
  changed(`custom-field:${pool.id}`)
  emit('custom-field.defined', { targetType, key })
  return field
}

/** Removes a field with every value in it; one that there is not is passed over. */
export const removeField: Verb<'custom-field.removed', { targetType: TargetType; key: string }, void> = {
  name: 'custom-field.remove',
  admits: 'manager',
  emits: ['custom-field.removed'],
  prepare: (_before, { targetType, key }) => ({ targetType, key: checkedText(key.trim(), 'key', 100) }),
  async run({ tx, pool, changed, emit }, { targetType, key }) {
    if (!(await deleteField(tx, pool.id, targetType, key))) return
    changed(`custom-field:${pool.id}`)
    emit('custom-field.removed', { targetType, key })
  },
}
