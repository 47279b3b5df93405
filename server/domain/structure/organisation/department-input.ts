import { refuse } from '@menshen/contract/errors'
import Type from 'typebox'
import { isOf, ofKind, text } from '#domain/shape/kind.ts'
import { checkedText, requiredText } from '#domain/shape/text.ts'
import { jsonOf } from '#platform/bounded-json.ts'
import type { Translations } from './organisation.ts'

/** Fields of a department as doors hand them over. */
export interface DepartmentInput {
  name: string
  code?: string | null
  description?: string | null
  nameI18n?: unknown
  descriptionI18n?: unknown
  order?: number | null
}

export interface DepartmentFields extends Partial<LaterFields> {
  name: string
  code: string | null
  description: string | null
  name_i18n: string | null
  description_i18n: string | null
  position: number
}

/** What not every client says of a department; what is left out is as the table has it. */
export interface LaterFields {
  open_id: string | null
  enabled: boolean
  is_virtual: boolean
  name_i18n_off: string[]
}

const largest = 2_147_483_647
const position = Type.Integer({ minimum: -largest, maximum: largest })
const translated = Type.Unsafe<Translations>(Type.Object({}, { additionalProperties: Type.String() }))

/** 400 for what a department cannot be. */
export function parseDepartment(input: DepartmentInput): DepartmentFields {
  const at = ofKind(position, input.order ?? 0, 'order')
  return {
    name: requiredText(input.name, 'name', 256),
    code: parseCode(input.code),
    description: input.description ? checkedText(input.description, 'description', 2_000) : null,
    name_i18n: translations(input.nameI18n, 'nameI18n'),
    description_i18n: translations(input.descriptionI18n, 'descriptionI18n'),
    position: at,
  }
}

export function parseCode(code: string | null | undefined): string | null {
  return checkedText(code?.trim() ?? '', 'code', 128) || null
}

/** Clients send an object, or its JSON text. */
function translations(value: unknown, field: string): string | null {
  if (value === null || value === undefined || value === '') return null
  const parsed = isOf(text, value) ? jsonOf(value) : value
  if (!isOf(translated, parsed)) refuse(400, { variant: 'like', values: { field, example: '{"en-US": "Sales"}' } })
  return checkedText(JSON.stringify(parsed), field, 10_000)
}
