import { refuse } from '@menshen/contract/errors'
import { Compile } from 'typebox/compile'
import { Check } from 'typebox/value'
import { refuseChoice } from '#domain/shape/choice.ts'
import { type Fields, isObject, refuseKind } from '#domain/shape/kind.ts'
import { isStorable } from '#domain/shape/text.ts'
import { keywordsOf, normalise, type ObjectShape, type SchemaField, sentName } from './normalise.ts'

/** Reads the fields of one part of a request: what does not fit is refused, 2231 for what is missing, 400 by name for the rest. */
export type Read = (sent: Fields) => Fields

/** Compiles when it is asked for the first time: most servers never need every row. */
export function readerOf(shape: ObjectShape): Read {
  let check: { Check(value: unknown): boolean } | undefined
  return (sent) => {
    check ??= Compile(shape.schema)
    const told = normalise(shape, sent)
    if (check.Check(told)) return told
    refuseFirst(shape, sent, told)
    // Refused by name, or else as a fault of ours: it must not get through.
    throw new Error('what was sent does not fit, and no field says why')
  }
}

/** One field alone, as `readerOf` reads it among the others. */
export function readField({ fields }: ObjectShape, name: string, sent: Fields): unknown {
  const field = fields.find((one) => one.name === name)
  if (!field) throw new Error(`the row has no field ${name}`)
  const told = normalise({ fields: [field], open: false }, sent)
  requireField(field, sent, told)
  return told[name]
}

/** Refuses the first field that does not fit, in the order of the schema. */
function refuseFirst({ fields }: ObjectShape, sent: Fields, told: Fields): void {
  for (const field of fields) requireField(field, sent, told)
}

function requireField(field: SchemaField, sent: Fields, told: Fields): void {
  const { type, example, enum: choices } = keywordsOf(field.schema)
  const value = told[field.name]
  const isMissing = value === undefined || (value === null && type === 'array' && !example)
  if (isMissing && (field.required || value === null)) refuse(2231)
  if (isMissing || Check(field.schema, value)) return
  const name = sentName(field, sent) ?? field.name
  if (example) refuse(400, { variant: 'like', values: { field: name, example } })
  if (field.within && (type === 'object' || Array.isArray(value))) refuseWithin(field.within, name, sent[name], value)
  if (choices && typeof value === 'string' && isStorable(value)) refuseChoice(field.name, choices as string[])
  refuseKind(field.schema, name, value)
}

/** An object, or a list of them: what is wrong in one is named as it stands there. */
function refuseWithin(within: ObjectShape, name: string, sent: unknown, told: unknown): void {
  const isList = Array.isArray(told)
  const pairs = isList ? told.map((one, at) => [(sent as unknown[])[at], one]) : [[sent, told]]
  for (const [before, after] of pairs) {
    if (isObject(after)) refuseFirst(within, (before ?? {}) as Fields, after)
    else if (isList) refuse(400, { variant: 'object', values: { field: name } })
  }
}

/**
 * The first name that was sent and says nothing here, with what it stands in: `opts.resources.colour`. Null says nothing under any
 * name, unless the shape is strict. A list says nothing under a second name.
 */
export function unknownIn(shape: ObjectShape, sent: Fields, prefix = ''): string | undefined {
  if (shape.open) return undefined
  const strange = Object.keys(sent).find((name) => !shape.known.has(name) && (shape.strict || sent[name] !== null))
  if (strange !== undefined) return prefix + strange
  for (const field of shape.fields) {
    const found = unknownAt(field, sent, prefix)
    if (found !== undefined) return found
  }
  return undefined
}

function unknownAt({ name, names, schema, within }: SchemaField, sent: Fields, prefix: string): string | undefined {
  const { type, collects } = keywordsOf(schema)
  const [, second] = type === 'array' && !collects ? names.filter((one) => Object.hasOwn(sent, one)) : []
  if (second !== undefined && sent[second] !== null) return prefix + second
  if (!within || !Object.hasOwn(sent, name)) return undefined
  for (const one of [sent[name]].flat().filter(isObject)) {
    const found = unknownIn(within, one, `${prefix}${name}.`)
    if (found !== undefined) return found
  }
  return undefined
}
