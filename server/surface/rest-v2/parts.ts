import { refuse } from '@menshen/contract/errors'
import type { FastifyRequest } from 'fastify'
import { requireKnown, type Vocabulary } from '#domain/require-known.ts'

type Fields = Record<string, unknown>

/** Reads the fields of one part of a request: a required one that is missing is 2231, one of another type is 400 and named. */
export interface Reader {
  /** A text that must be there and not be empty. */
  text(name: string): string
  /** A text, or undefined when it is absent, null or empty. */
  optionalText(name: string): string | undefined
  flag(name: string): boolean
  /** A whole number; in a query it is written in digits. */
  optionalNumber(name: string): number | undefined
  texts(name: string): string[]
  /** An object's own reader; one without fields when it is absent. */
  object(name: string): Reader
  /** Readers of a list of objects. */
  objects(name: string): Reader[]
  /** Unchecked values of these fields and no others, for operations that check their input themselves. */
  pick<Name extends string>(names: readonly Name[]): Partial<Record<Name, unknown>>
  /** Unchecked values of the fields of the vocabulary; others are refused by name: see `requireKnown`. */
  only(vocabulary: Vocabulary, operation: string): Record<string, unknown>
  has(name: string): boolean
  /** Every field as it came, unchecked, for clients that send what they have. */
  all(): Record<string, unknown>
}

export interface Parts {
  path: Reader
  query: Reader
  body: Reader
}

export function partsOf(request: FastifyRequest): Parts {
  return {
    path: readerOf(request.params as Fields),
    query: readerOf(request.query as Fields),
    // Read late: routes without a body must not fail over what somebody sent as one.
    get body() {
      return readerOf(fieldsOf(request.body, 'body'))
    },
  }
}

function readerOf(fields: Fields): Reader {
  // Own fields only: `toString` is no field of anybody's request.
  const get = (name: string): unknown => (Object.hasOwn(fields, name) ? fields[name] : undefined)
  const reader: Reader = {
    text: (name) => reader.optionalText(name) ?? refuse(2231),
    optionalText(name) {
      const value = get(name)
      if (value === undefined || value === null || value === '') return undefined
      return typeof value === 'string'
        ? storable(value, name)
        : refuse(400, { variant: 'text', values: { field: name } })
    },
    flag(name) {
      const value = get(name) ?? false
      return typeof value === 'boolean' ? value : refuse(400, { variant: 'flag', values: { field: name } })
    },
    optionalNumber(name) {
      const value = get(name) ?? ''
      if (value === '') return undefined
      const number = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value
      return Number.isSafeInteger(number)
        ? (number as number)
        : refuse(400, { variant: 'number', values: { field: name } })
    },
    texts(name) {
      const value = get(name) ?? refuse(2231)
      if (!Array.isArray(value) || !value.every((item) => typeof item === 'string'))
        return refuse(400, { variant: 'texts', values: { field: name } })
      return value.map((item) => storable(item, name))
    },
    object: (name) => readerOf(fieldsOf(get(name), name)),
    objects(name) {
      const value = get(name) ?? refuse(2231)
      if (!Array.isArray(value)) return refuse(400, { variant: 'objects', values: { field: name } })
      return value.map((item) => readerOf(fieldsOf(item, name)))
    },
    pick: (names) =>
      Object.fromEntries(
        names.filter((name) => Object.hasOwn(fields, name)).map((name) => [name, fields[name]]),
      ) as never,
    only(vocabulary, operation) {
      requireKnown(fields, vocabulary, operation)
      return { ...fields }
    },
    has: (name) => get(name) !== undefined,
    all: () => ({ ...fields }),
  }
  return reader
}

function fieldsOf(value: unknown, name: string): Fields {
  if (value === undefined || value === null) return {}
  if (typeof value !== 'object' || Array.isArray(value))
    return refuse(400, { variant: 'object', values: { field: name } })
  return value as Fields
}

/** PostgreSQL holds neither NUL nor half a surrogate pair, so nothing is found by one either. */
function storable(value: string, name: string): string {
  if (value.includes('\0') || !value.isWellFormed()) refuse(400, { variant: 'unstorable', values: { field: name } })
  return value
}
