import { refuse } from '@menshen/contract/errors'
import Type from 'typebox'
import { isObject, isOf } from '#domain/shape/kind.ts'
import type { Before } from '#domain/shape/verb.ts'
import { jsonOf } from '#platform/bounded-json.ts'
import { prepareOwnValues, readProfileValues } from '../custom-field/at-registration.ts'
import type { ValueInput } from '../custom-field/custom-field.ts'

/** What clients may send along with a registration or a sign-in, as JSON text. */
export interface Extras {
  /** Values of custom fields: `[{ key, value }]`, or an object of them. */
  params?: string | null | undefined
  /** For whoever watches sign-ins: read by nothing yet, and kept nowhere. */
  context?: string | null | undefined
  /** Custom fields of the profile. */
  udf?: readonly unknown[] | null | undefined
}

/**
 * The values of custom fields that came along, for `writeOwnValues` in the transaction. They are held to the rules under
 * which people write their own: 400 what is no JSON, no such field or no fitting value, 2018 a field that people may not edit.
 */
export async function prepareExtras(before: Before, { params, context, udf }: Extras = {}): Promise<ValueInput[]> {
  parse(context, 'context')
  return prepareOwnValues(before, [...readProfileValues(udf), ...readParams(params)])
}

/** For operations that nobody's values can come along with: 400 what is no JSON, 1000 values. */
export function checkExtras({ params, context, udf }: Extras, operation: string): void {
  parse(context, 'context')
  if (readParams(params).length > 0 || (udf && udf.length > 0))
    refuse(1000, { variant: 'notBuilt', values: { operation: `${operation}(params)` } })
}

const Params = Type.Array(Type.Object({ key: Type.String() }))

/** 400 what is no JSON, or no list of `{ key, value }` nor object of them. */
export function readParams(text: string | null | undefined): ValueInput[] {
  const params = parse(text, 'params') ?? []
  if (isObject(params)) return Object.entries(params).map(([key, value]) => ({ key, value, fromForm: true }))
  if (!isOf(Params, params)) return wrong()
  return params.map((item: { key: string; value?: unknown }) => ({ key: item.key, value: item.value, fromForm: true }))
}

function parse(text: string | null | undefined, name: string): unknown {
  if (!text) return null
  const value = jsonOf(text)
  return value === undefined ? refuse(400, { variant: 'jsonText', values: { field: name } }) : value
}

function wrong(): never {
  return refuse(400, { variant: 'like', values: { field: 'params', example: '[{"key": "a", "value": "b"}]' } })
}
