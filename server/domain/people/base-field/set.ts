import { refuse } from '@menshen/contract/errors'
import { choiceOf } from '#domain/shape/choice.ts'
import { requireSome } from '#domain/shape/list.ts'
import { checkedText } from '#domain/shape/text.ts'
import type { Verb } from '#domain/shape/verb.ts'
import type { Labels } from '../custom-field/custom-field.ts'
import { type BaseFieldKey, type BaseFieldSetting, baseFieldKeys, isFixed, unsaid } from './base-field.ts'
import { findSettings, lockSettings, saveSetting } from './base-field-store.ts'
import { readBaseFields } from './list.ts'

/** What is said of one field; what is left out stays as it is. */
export interface BaseFieldChange {
  key: string
  label?: string | undefined
  description?: string | undefined
  userEditable?: boolean | undefined
  visibleInConsole?: boolean | undefined
  labels?: Labels | undefined
}

type Parsed = BaseFieldChange & { key: BaseFieldKey }

function parse(change: BaseFieldChange): Parsed {
  const key = choiceOf(change.key, 'key', baseFieldKeys)
  checkedText(change.label ?? '', 'label', 255)
  checkedText(change.description ?? '', 'description', 1_000)
  for (const one of Object.values(change.labels ?? {})) checkedText(one.value, 'i18n.label', 255)
  if (isFixed(key) && change.userEditable !== undefined && change.userEditable !== unsaid(key).userEditable)
    refuse(400, { variant: 'misfit', values: { field: 'userEditable' } })
  return { ...change, key }
}

/**
 * Says of fields that every person has what they are called, whether consoles show them and whether people may change them on themselves. Answers all fields.
 * 400 when none is named or more than there are, for one that there is not, and for who may change an address that has to be proven.
 */
export const setBaseFields: Verb<'base-field.set', { list: BaseFieldChange[] }, BaseFieldSetting[], Parsed[]> = {
  name: 'base-field.set',
  admits: 'manager',
  emits: ['base-field.set'],
  prepare(_before, { list }) {
    requireSome(list, 'list', baseFieldKeys.length)
    return list.map(parse)
  },
  async run({ tx, pool, now, emit }, changes) {
    await lockSettings(tx, pool.id)
    const said = new Map((await findSettings(tx, pool.id)).map((setting) => [setting.key, setting]))
    for (const { key, ...change } of changes) {
      const before = said.get(key) ?? unsaid(key)
      const setting: BaseFieldSetting = {
        key,
        label: change.label ?? before.label,
        description: change.description ?? before.description,
        labels: change.labels ?? before.labels,
        userEditable: change.userEditable ?? before.userEditable,
        visibleInConsole: change.visibleInConsole ?? before.visibleInConsole,
      }
      said.set(key, setting)
      await saveSetting(tx, pool.id, setting, now)
    }
    emit('base-field.set', { keys: [...new Set(changes.map(({ key }) => key))] })
    return readBaseFields(tx, pool.id)
  },
}
