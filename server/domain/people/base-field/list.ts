import type { Page } from '#domain/shape/page.ts'
import { comparable } from '#domain/shape/text.ts'
import type { Question } from '#domain/shape/verb.ts'
import type { Reader } from '#platform/database/database.ts'
import type { DataType } from '../custom-field/custom-field.ts'
import { type BaseFieldSetting, baseFieldKeys, baseFields, unsaid } from './base-field.ts'
import { findSettings } from './base-field-store.ts'

/** All fields, with what the pool has said of them. */
export async function readBaseFields(reader: Reader, userPoolId: string): Promise<BaseFieldSetting[]> {
  const said = new Map((await findSettings(reader, userPoolId)).map((setting) => [setting.key, setting]))
  return baseFieldKeys.map((key) => said.get(key) ?? unsaid(key))
}

export const getBaseFields: Question<void, BaseFieldSetting[]> = {
  name: 'base-field.list',
  admits: 'manager',
  answer: ({ reader, pool }) => readBaseFields(reader, pool.id),
}

interface BaseFieldQuery extends Page {
  /** All are texts, and people are shown all. */
  dataType?: DataType | undefined
  visibleInCenter?: boolean | undefined
  visibleInConsole?: boolean | undefined
  /** Part of a key or of what it is called. */
  text?: string | undefined
}

type Asked = Omit<BaseFieldQuery, keyof Page | 'text'>

/** One page of those that are so, and how many there are. */
export const listBaseFields: Question<BaseFieldQuery, { totalCount: number; list: BaseFieldSetting[] }> = {
  name: 'base-field.search',
  admits: 'manager',
  async answer({ reader, pool }, { page, limit, text = '', ...asked }) {
    const wanted = comparable(text)
    const list = (await readBaseFields(reader, pool.id)).filter(
      (field) =>
        isSo(field, asked) &&
        comparable([field.key, field.label ?? '', ...baseFields[field.key]].join('\n')).includes(wanted),
    )
    return { totalCount: list.length, list: list.slice((page - 1) * limit, page * limit) }
  },
}

function isSo(
  field: BaseFieldSetting,
  { dataType = 'STRING', visibleInCenter = true, visibleInConsole }: Asked,
): boolean {
  const isShown = visibleInConsole === undefined || field.visibleInConsole === visibleInConsole
  return dataType === 'STRING' && visibleInCenter && isShown
}
