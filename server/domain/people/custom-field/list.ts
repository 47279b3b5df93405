import type { Page } from '#domain/shape/page.ts'
import { comparable } from '#domain/shape/text.ts'
import type { Question } from '#domain/shape/verb.ts'
import type { CustomField, DataType, TargetType } from './custom-field.ts'
import { getFields } from './define.ts'

interface FieldQuery extends Page {
  targetType: TargetType
  dataType?: DataType | undefined
  visibleInCenter?: boolean | undefined
  visibleInConsole?: boolean | undefined
  /** Part of a key or label. */
  text?: string | undefined
}

/** One page of those fields of one kind of record that are so, oldest first, and how many there are. */
export const listFields: Question<FieldQuery, { totalCount: number; list: CustomField[] }> = {
  name: 'custom-field.search',
  admits: 'manager',
  async answer(before, { targetType, page, limit, ...wanted }) {
    const fields = (await getFields.answer(before, { targetType })).filter((field) => isSo(field, wanted))
    return { totalCount: fields.length, list: fields.slice((page - 1) * limit, page * limit) }
  },
}

function isSo(field: CustomField, wanted: Omit<FieldQuery, keyof Page | 'targetType'>): boolean {
  const { dataType, visibleInCenter, visibleInConsole, text = '' } = wanted
  const words = comparable(`${field.key}\n${field.label ?? ''}`)
  return (
    (dataType === undefined || field.dataType === dataType) &&
    (visibleInCenter === undefined || field.visibleInCenter === visibleInCenter) &&
    (visibleInConsole === undefined || field.visibleInConsole === visibleInConsole) &&
    words.includes(comparable(text))
  )
}
