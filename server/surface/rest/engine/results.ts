// The vocabulary of answers. What has a title stands once in the document, under that name.
import Type, { type TProperties, type TSchema } from 'typebox'

/** An object with these fields and no others, all of which are there. */
export const noun = <Fields extends TProperties>(title: string, description: string, fields: Fields) =>
  Type.Object(fields, { title, description, additionalProperties: false })

/** The same without a name of its own: the answer of one operation. */
export const shape = <Fields extends TProperties>(fields: Fields) =>
  Type.Object(fields, { additionalProperties: false })

export const nullable = <Schema extends TSchema>(schema: Schema, description?: string) =>
  Type.Union([schema, Type.Null()], said(description))

const said = (description?: string) => (description === undefined ? {} : { description })

export const word = (description?: string) => Type.String(said(description))
export const wordOrNull = (description?: string) => nullable(word(), description)
export const count = (description?: string) => Type.Integer(said(description))
export const countOrNull = (description?: string) => nullable(count(), description)
export const yesOrNo = (description?: string) => Type.Boolean(said(description))

/** A time as it is written: `2021-04-24T10:58:16.000Z`. */
export const moment = (description?: string) => Type.String({ format: 'date-time', ...said(description) })
export const momentOrNull = (description?: string) => nullable(moment(), description)

/** What was done and has nothing to tell. */
export const doneResult = Type.Literal(true, { description: 'It was done.' })

/** A page of a list, with how many there are altogether. */
export const pageResult = <Item extends TSchema>(item: Item) =>
  shape({ totalCount: count('How many there are altogether.'), list: Type.Array(item) })

/** What is known to be an object, and no more. */
export const anyObject = (description: string) =>
  Type.Unsafe<object>({ type: 'object', additionalProperties: true, description })

/** What is sent as it is, with its media type. */
export const file = (media: string, description: string) =>
  Type.Unsafe<unknown>({ type: 'string', contentMediaType: media, description })
