import { refuse } from '@menshen/contract/errors'
import { requireSome } from '#domain/shape/list.ts'
import { checkedText } from '#domain/shape/text.ts'
import type { Verb } from '#domain/shape/verb.ts'
import type { CustomField, DataType, Labels, TargetType } from './custom-field.ts'
import { deleteField, lockField } from './custom-field-store.ts'
import { defineField, keyOf, newField } from './define.ts'
import { type Choice, readOptions, withOptions } from './options.ts'

/** What is said of one field; what is left out stays as it is. */
export interface FieldChange {
  targetType: TargetType
  key: string
  /** Of a new field it must be there. */
  dataType?: DataType | undefined
  label?: string | undefined
  description?: string | undefined
  userEditable?: boolean | undefined
  visibleInConsole?: boolean | undefined
  visibleInCenter?: boolean | undefined
  choices?: Choice[] | undefined
  labels?: Labels | undefined
}

/** In one call. */
const most = 200

function parse(change: FieldChange): FieldChange {
  const { key, label, description, choices = [], labels = {} } = change
  checkedText(label ?? '', 'label', 255)
  checkedText(description ?? '', 'description', 1_000)
  for (const one of choices) checkedText(`${one.value}${one.label}`, 'options', 1_000)
  for (const one of Object.values(labels)) checkedText(one.value, 'i18n.label', 255)
  return { ...change, key: keyOf(key) }
}

/**
 * Makes fields, or changes those of these keys: all or none. Answers them in the order named. 400 when none is named or more than 200 are, for a new field
 * without a data type, for choices of what is no SELECT, and as `setField` says.
 */
export const setFields: Verb<'custom-field.defined', { list: FieldChange[] }, CustomField[], FieldChange[]> = {
  name: 'custom-field.set-batch',
  admits: 'manager',
  emits: ['custom-field.defined'],
  prepare(_before, { list }) {
    requireSome(list, 'list', most)
    return list.map(parse)
  },
  async run(context, changes) {
    const { tx, pool, now } = context
    const fields = new Map<FieldChange, CustomField>()
    // In one order for everybody, so that two who define the same fields never wait for each other.
    const sorted = changes.toSorted((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1))
    for (const change of sorted) {
      const known = await lockField(tx, pool.id, change.targetType, change.key)
      fields.set(change, await defineField(context, known, changed(known, change, now)))
    }
    return changes.map((change) => fields.get(change) as CustomField)
  },
}

const nameOf = ({ targetType, key }: Pick<CustomField, 'targetType' | 'key'>) => `${targetType} ${key}`

function changed(known: CustomField | null, change: FieldChange, now: Date): CustomField {
  const { targetType, key, choices, userEditable } = change
  const before = known ?? newField(now)
  const dataType =
    change.dataType ?? known?.dataType ?? refuse(400, { variant: 'missing', values: { field: 'dataType' } })
  if (choices && choices.length > 0 && dataType !== 'SELECT')
    refuse(400, { variant: 'misfit', values: { field: 'options' } })
  const said = { ...(choices && { choices }), ...(userEditable !== undefined && { userEditable }) }
  const options = checkedText(withOptions(before.options, said) ?? '', 'options', 20_000) || null
  const read = readOptions(options)
  if (dataType === 'SELECT') requireSome(read.choices, 'options')
  return {
    ...{ targetType, key, dataType, options, userEditable: read.userEditable },
    label: change.label ?? before.label,
    description: change.description ?? before.description,
    labels: change.labels ?? before.labels,
    visibleInConsole: change.visibleInConsole ?? before.visibleInConsole,
    visibleInCenter: change.visibleInCenter ?? before.visibleInCenter,
    createdAt: before.createdAt,
  }
}

/** Removes fields with every value in them; one that there is not is passed over. 400 when none is named or more than 200 are. */
export const removeFields: Verb<'custom-field.removed', { list: { targetType: TargetType; key: string }[] }, void> = {
  name: 'custom-field.remove-batch',
  admits: 'manager',
  emits: ['custom-field.removed'],
  prepare(_before, { list }) {
    requireSome(list, 'list', most)
    return { list: list.map(({ targetType, key }) => ({ targetType, key: checkedText(key.trim(), 'key', 100) })) }
  },
  async run({ tx, pool, changed: tell, emit }, { list }) {
    for (const { targetType, key } of list.toSorted((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1)))
      if (await deleteField(tx, pool.id, targetType, key)) {
        tell(`custom-field:${pool.id}`)
        emit('custom-field.removed', { targetType, key })
      }
  },
}
