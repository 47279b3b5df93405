import { refuse } from '@menshen/contract/errors'
import Type from 'typebox'
import { refuseChoice } from '#domain/shape/choice.ts'
import { beginsWithDay } from '#domain/shape/day.ts'
import { flag, isOf, text } from '#domain/shape/kind.ts'
import { checkedText } from '#domain/shape/text.ts'
import { jsonOf } from '#platform/bounded-json.ts'
import type { CustomField, DataType, Json } from './custom-field.ts'
import { readOptions } from './options.ts'

/** Code points of a text, and characters of an object as JSON. */
const longest = 10_000
const deepest = 20

const faults = {
  STRING: 'text',
  NUMBER: 'numeric',
  DATETIME: 'date',
  BOOLEAN: 'flag',
  OBJECT: 'structure',
} as const

/** The value as it is kept, or 400 with the name of the field and what it takes. */
export function readValue(field: CustomField, given: unknown, fromForm = false): Json {
  const value = fromForm && typeof given === 'string' && field.dataType !== 'DATETIME' ? typed(field, given) : given
  const read = readers[field.dataType](value, field)
  if (read !== undefined) return read
  if (field.dataType === 'SELECT') return refuseChoice(field.key, readOptions(field.options).choices)
  return refuse(400, { variant: faults[field.dataType], values: { field: field.key } })
}

/** A form has text only: `12` of a NUMBER is a number there. What cannot be read stays text, and is refused. */
function typed({ dataType }: CustomField, text: string): unknown {
  return dataType === 'STRING' || dataType === 'SELECT' ? text : readJson(text)
}

/** JSON text as its value; any other text is a text. */
export function readJson(text: string): unknown {
  const value = jsonOf(text)
  return value === undefined ? text : value
}

const number = Type.Number()

const readers: Record<DataType, (value: unknown, field: CustomField) => Json | undefined> = {
  STRING: (value, { key }) => (isOf(text, value) ? checkedText(value, key, longest) : undefined),
  NUMBER: (value) => (isOf(number, value) ? value : undefined),
  DATETIME: readMoment,
  BOOLEAN: (value) => (isOf(flag, value) ? value : undefined),
  OBJECT: (value, { key }) => (typeof value === 'object' && value !== null ? readObject(value, key) : undefined),
  SELECT: (value, { options }) =>
    isOf(text, value) && readOptions(options).choices.includes(value) ? value : undefined,
}

// ISO 8601 as ECMAScript reads it; `Date.parse` alone takes whatever an engine likes to guess.
const iso = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/

function readMoment(value: unknown): number | undefined {
  const ms =
    typeof value === 'string'
      ? /^-?\d{1,16}$/.test(value)
        ? Number(value)
        : iso.test(value) && beginsWithDay(value)
          ? Date.parse(value)
          : NaN
      : value
  if (typeof ms !== 'number' || !Number.isInteger(ms) || Number.isNaN(new Date(ms).getTime())) return undefined
  return ms
}

function readObject(value: object, key: string): Json {
  requireStorable(value, key, 0)
  if (JSON.stringify(value).length > longest) refuse(400, { variant: 'long', values: { field: key, max: longest } })
  return value as Json
}

/** PostgreSQL holds neither NUL nor half a surrogate pair, in names as little as in values. */
function requireStorable(value: unknown, key: string, depth: number): void {
  if (depth > deepest) refuse(400, { variant: 'deep', values: { field: key, max: deepest } })
  if (typeof value === 'string') checkedText(value, key, longest)
  if (typeof value !== 'object' || value === null) return
  for (const [name, inner] of Object.entries(value)) {
    checkedText(name, key, longest)
    requireStorable(inner, key, depth + 1)
  }
}

/** As text: a text as it is, a moment in milliseconds, the rest as JSON. The official clients read it so. */
export function writeValue(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
