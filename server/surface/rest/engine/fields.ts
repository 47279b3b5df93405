// The vocabulary of input: every field of a request is one of these, with what it is in plain English.
import { refuse } from '@menshen/contract/errors'
import Type, { type TProperties, type TSchema, type TSchemaOptions } from 'typebox'
import { isStorable } from '#domain/shape/text.ts'

/** What a field says besides JSON Schema, which the document leaves out. */
interface Notes {
  /** Other names that clients have for it; the first that is given counts. */
  also?: readonly string[]
  /** A number is taken for the text of its digits. */
  numbers?: boolean
}

const string = (options: Notes & TSchemaOptions & { minLength?: number }) =>
  Type.Refine(Type.String(options), isStorable)

/** A text that must be there and not be empty. */
export const text = (description: string, notes: Notes = {}) => string({ minLength: 1, description, ...notes })

/** A text that may be left out. Null and an empty text say nothing: clients send them for what they have no value for. */
export const optionalText = (description: string, notes: Notes = {}) => Type.Optional(text(description, notes))

/** A text that must be there and may be empty; null is empty. */
export const anyText = (description: string) => string({ description })

export const optionalAnyText = (description: string) => Type.Optional(anyText(description))

/** One of a few texts. */
export const choice = <const Choices extends string[]>(
  choices: readonly [...Choices],
  description: string,
  notes: Notes = {},
) => Type.Enum(choices, { description, ...notes })

/** The same, which may be left out. */
export const optionalChoice = <const Choices extends string[]>(
  choices: readonly [...Choices],
  description: string,
  notes: Notes = {},
) => Type.Optional(choice(choices, description, notes))

/** True or false; false when it is left out. */
export const flag = (description: string, { otherwise = false } = {}) =>
  Type.Boolean({ description, default: otherwise })

/** True or false, or left out. Null is false. */
export const optionalFlag = (description: string) => Type.Optional(Type.Boolean({ description }))

/** A whole number that may be left out. Digits in a text are one too, as queries have nothing else. */
export const optionalNumber = (description: string) =>
  Type.Optional(Type.Refine(Type.Integer({ description }), Number.isSafeInteger))

/** A list of texts. */
export const texts = (description: string, notes: Notes = {}) => Type.Array(string({}), { description, ...notes })

export const optionalTexts = (description: string) => Type.Optional(texts(description))

/** A list of texts, or one text with commas between them. */
export const optionalList = (description: string) =>
  Type.Optional(Type.Array(string({}), { description, commas: true }))

const isShort = (value: string) => value.length <= 256 && isStorable(value)

/** What a query says once or several times, also under the name with brackets, as axios writes lists. */
export const several = (name: string, description: string) =>
  Type.Optional(Type.Array(Type.Refine(Type.String(), isShort), { description, also: [`${name}[]`], collects: true }))

/** The same in every way in which programs write lists into queries: see `normalise.ts`. */
export const listed = (name: string, description: string) => Type.Optional(listedOf(name, description))

/** The same, which must be there and name something. */
export const someListed = (name: string, description: string) => listedOf(name, description)

const listedOf = (name: string, description: string) =>
  Type.Array(Type.Refine(Type.String(), isShort), { description, also: [`${name}[]`], collects: true, brackets: true })

/** An object; one without fields when it is left out. */
export const object = <Fields extends TProperties>(description: string, fields: Fields) =>
  Type.Object(fields, { description, default: {} })

export const optionalObject = <Fields extends TProperties>(description: string, fields: Fields) =>
  Type.Optional(Type.Object(fields, { description }))

/** A list of objects. */
export const objects = <Fields extends TProperties>(description: string, fields: Fields) =>
  Type.Array(Type.Object(fields), { description })

/** An object with names that nobody knows beforehand; an empty one when it is left out. */
export const record = (description: string) => Type.Record(Type.String(), Type.Unknown(), { description, default: {} })

/** The same, which may be left out. */
export const optionalRecord = (description: string) =>
  Type.Optional(Type.Record(Type.String(), Type.Unknown(), { description }))

/** Something with a form of its own: whatever does not have it is refused with the example. */
export const like = <Schema extends TSchema>(schema: Schema, example: string, description: string): Schema => ({
  ...schema,
  description,
  example,
})

/** What the operation itself checks. `like` says in JSON Schema what it takes, for the reader of the document. */
const unchecked = (description: string, like: object = {}) => Type.Unknown({ description, 'x-like': like })

/** The same, which may be left out. */
export const optionalUnchecked = (description: string, like: object = {}) => Type.Optional(unchecked(description, like))

/** Fields of the same kind, one for each name. */
export const each = <const Names extends readonly string[], Field extends TSchema>(
  names: Names,
  field: (name: Names[number]) => Field,
) => Object.fromEntries(names.map((name) => [name, field(name)])) as { [Name in Names[number]]: Field }

/** A field of any kind that may be left out, of which null says nothing: neither false nor an empty list. */
export function said<Schema extends TSchema>(schema: Schema) {
  // Not by spreading: refinements stand where that does not reach.
  const same = Object.defineProperties({}, Object.getOwnPropertyDescriptors(schema)) as Schema
  return Type.Optional(Object.assign(same, { quiet: true }))
}

/** Which part of a list is wanted. */
export const page = {
  page: optionalNumber('Which page of the list, from 1. The first when left out.'),
  limit: optionalNumber('How many entries a page has, 1 to 50. 10 when left out.'),
}

/** Of a field that is needed only when another is not there: 2231 without it. */
export function required<Value>(value: Value | undefined): Value {
  return value ?? refuse(2231)
}

/** An object in which not even null may stand under a name that it does not know. */
export const strictObject = <Fields extends TProperties>(description: string, fields: Fields) =>
  Type.Object(fields, { description, default: {}, additionalProperties: false })

export const optionalObjects = <Fields extends TProperties>(description: string, fields: Fields) =>
  Type.Optional(objects(description, fields))
