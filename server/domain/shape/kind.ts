// Of what kind a value of input is, before anybody asks what it says: kinds as schemas, and the one refusal of what is of another.
import { refuse } from '@menshen/contract/errors'
import Type, { type Static, type TSchema } from 'typebox'
import { Check } from 'typebox/value'
import { checkedText } from './text.ts'

/** An object as it came. */
export type Fields = Record<string, unknown>

export const text = Type.String()
export const flag = Type.Boolean()
export const texts = Type.Array(text)
export const list = Type.Array(Type.Unknown())
/** Called a list of objects where it is none, although names may stand for some of them. */
export const objects = { ...list, fault: 'objects' as const }
/** An object, whatever is in it. */
export const fields = Type.Unsafe<Fields>(Type.Object({}))

export const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function isOf<const Kind extends TSchema>(kind: Kind, value: unknown): value is Static<Kind> {
  return Check(kind, value)
}

/** The value, as what it is; 400 when it is of another kind. `field` is its name on the wire. */
export function ofKind<const Kind extends TSchema>(kind: Kind, value: unknown, field: string): Static<Kind> {
  return isOf(kind, value) ? value : refuseKind(kind, field, value)
}

/** Those of the fields that are given; 400 for the first that is of another kind, in the order of `kinds`. */
export function givenOf<const Kinds extends Record<string, TSchema>>(kinds: Kinds, sent: Fields) {
  const given = Object.entries(kinds).filter(([name]) => sent[name] !== undefined)
  const read = given.map(([name, kind]) => [name, ofKind(kind, sent[name], name)])
  return Object.fromEntries(read) as { [Name in keyof Kinds]?: Static<Kinds[Name]> }
}

/** A text that PostgreSQL can hold, of up to `max` code points; 400 otherwise. */
export function textOf(value: unknown, field: string, max?: number): string {
  return checkedText(ofKind(text, value, field), field, max)
}

interface Keywords {
  type?: string
  enum?: readonly unknown[]
  items?: TSchema & { type?: string }
  minimum?: number
  maximum?: number
  /** See `several` of the REST doors. */
  collects?: boolean
  /** What is said instead of what the type says. */
  fault?: 'objects'
}

/** What is said of a value of the wrong kind. */
export function refuseKind(kind: TSchema, field: string, value: unknown): never {
  const { type, enum: choices, items, minimum, maximum, collects, fault } = kind as Keywords
  const values = { field }
  if (choices || type === 'string')
    return refuse(400, { variant: typeof value === 'string' ? 'unstorable' : 'text', values })
  if (collects) return refuse(400, { variant: 'text', values })
  if (type === 'boolean') return refuse(400, { variant: 'flag', values })
  if (type === 'integer' && Number.isInteger(value) && minimum !== undefined && maximum !== undefined)
    return refuse(400, { variant: 'range', values: { field, min: minimum, max: maximum } })
  if (type === 'integer') return refuse(400, { variant: 'number', values })
  if (type === 'object') return refuse(400, { variant: 'object', values })
  if (fault || items?.type === 'object') return refuse(400, { variant: 'objects', values })
  return refuse(400, { variant: isOf(texts, value) ? 'unstorable' : 'texts', values })
}
