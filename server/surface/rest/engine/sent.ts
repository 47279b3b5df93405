import { refuse } from '@menshen/contract/errors'
import type { FastifyRequest } from 'fastify'
import Type, { type TObject, type TProperties } from 'typebox'
import { type Fields, fields, ofKind } from '#domain/shape/kind.ts'
import { type Read, readerOf, readField, unknownIn } from './check.ts'
import { type ObjectShape, shapeOf } from './normalise.ts'

export type Part = 'path' | 'query' | 'body'

/** What a row takes, as schemas. */
export interface Input {
  path: TObject
  query: TObject
  body: TObject
  /** Takes fields in its body that its schema does not name: the operation says which it knows. */
  open: boolean
  /** The body is a form with files, which the row reads itself. */
  form: boolean
  /** Names that official clients send in the body and that say nothing here. */
  ignored: readonly string[]
}

/** The parts of a request, after the check. */
export type ReadParts = Record<Part, Fields>

/** How a row reads requests; made once. */
export interface Reading {
  /** Path, then query, then body: 2231 for what is missing, 400 by name for what is of the wrong kind. */
  read(request: FastifyRequest): ReadParts
  /** Refuses what the operation would drop (400, by name): what a body or a query says that the row does not know. */
  requireKnown(request: FastifyRequest): void
  /** One field alone, for what has to be known before the rest may be read. */
  readField(request: FastifyRequest, part: Part, name: string): unknown
}

/** How much an answer is to tell of a person, asked of every operation that answers one: see `encode-user.ts`. */
const ofAnswers = ['withCustomData', 'with_custom_data']

/** Names that clients put into every address: whose pool and application it is about, which language, and against caches. */
const ofAddresses = [
  ...['app_id', 'appId', 'userpool_id', 'userPoolId', 'tenant_id', 'lang', 'language'],
  ...['_', '_t', 't', 'timestamp'],
]

const none = Type.Object({})

export const inputOf = (parts: {
  path: TProperties
  query?: TProperties | undefined
  body?: TProperties | undefined
  open?: boolean | undefined
  strict?: boolean | undefined
  form?: boolean | undefined
  ignored?: readonly string[] | undefined
}): Input => ({
  path: Type.Object(parts.path),
  query: parts.query ? Type.Object(parts.query) : none,
  body: parts.body ? Type.Object(parts.body, parts.strict ? { additionalProperties: false } : {}) : none,
  open: parts.open ?? false,
  form: parts.form ?? false,
  ignored: parts.ignored ?? [],
})

export function readingOf(input: Input): Reading {
  const shapes: Record<Part, ObjectShape> = {
    path: shapeOf(input.path),
    query: shapeOf(input.query, { inQuery: true, ignored: [...ofAddresses, ...ofAnswers] }),
    body: shapeOf(input.body, { open: input.open, ignored: [...input.ignored, ...ofAnswers] }),
  }
  const readers = { path: readerOf(shapes.path), query: readerOf(shapes.query), body: readerOf(shapes.body) }
  /** Operations without a body must not fail over what somebody sent as one, so what takes nothing is not looked at. */
  const part = (request: FastifyRequest, name: Part, read: Read) =>
    shapes[name].fields.length > 0 || shapes[name].open ? read(sentAs(request, name)) : {}
  return {
    read: (request) => ({
      path: part(request, 'path', readers.path),
      query: part(request, 'query', readers.query),
      body: part(request, 'body', readers.body),
    }),
    requireKnown(request) {
      const inBody = input.form ? undefined : unknownIn(shapes.body, sentAs(request, 'body'))
      const field = inBody ?? unknownIn(shapes.query, sentAs(request, 'query'))
      if (field !== undefined) refuse(400, { variant: 'unknown', values: { field: field.slice(0, 80).toWellFormed() } })
    },
    readField: (request, name, field) => readField(shapes[name], field, sentAs(request, name)),
  }
}

/** A part of the request as it came. A body that is no object is refused (400). */
function sentAs(request: FastifyRequest, part: Part): Fields {
  if (part !== 'body') return (part === 'path' ? request.params : request.query) as Fields
  return ofKind(fields, request.body ?? {}, 'body')
}
