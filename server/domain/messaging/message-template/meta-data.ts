import { refuse } from '@menshen/contract/errors'
import { isObject } from '#domain/shape/kind.ts'
import { jsonOf } from '#platform/bounded-json.ts'

/** Longest accepted text, in characters; far more than the values of one mail. */
const maxLength = 16_384

/** Reads the macro values that a caller hands over as JSON text: an object of texts, numbers and truth values. Else 2017. */
export function parseMetaData(text: string | null | undefined): Record<string, string> {
  if (text === null || text === undefined || text.trim() === '') return {}
  if (text.length > maxLength) refuse(2017)
  const value = jsonOf(text)
  if (!isObject(value)) refuse(2017)
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plain(item)]))
}

function plain(value: unknown): string {
  if (value === null) return ''
  return typeof value === 'object' ? refuse(2017) : String(value)
}
