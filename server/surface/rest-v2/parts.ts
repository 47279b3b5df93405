import { refuse } from '@menshen/contract/errors'
import type { FastifyRequest } from 'fastify'
import { requireKnown, type Vocabulary } from '#domain/require-known.ts'

type Fields = Record<string, unknown>

/** Reads the fields of one part of a request: a required one that is missing is 2231, one of another type is 400 and named. */
export interface Reader {
  /** A text that must be there and not be empty. */
  text(name: string): string
  /** A text, or undefined when it is absent, null or empty; of several names that clients have for it, the first that is given. */
  optionalText(...names: [string, ...string[]]): string | undefined
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
  /** Names that clients send along and that say nothing here. */
  ignore(names: readonly string[]): void
  /** Says something and was asked for by nobody, with what it stands in: `opts.resources.colour`. */
  unasked(): string[]
}

export interface Parts {
  path: Reader
  query: Reader
  body: Reader
}

export function partsOf(request: FastifyRequest): Parts {
  let body: Reader | undefined
  return {
    path: readerOf(request.params as Fields),
    query: readerOf(request.query as Fields),
    // Read late: routes without a body must not fail over what somebody sent as one.
    get body() {
      body ??= readerOf(fieldsOf(request.body, 'body'))
      return body
    },
  }
}

/**
 * Refuses what an operation would drop: 400, by name, for each field that no reader asked for. Decoding is over then, and nothing
 * has been done. A body is the caller's in every operation that changes something; so is a query there, beside what
 * stands in addresses for others than the operation.
 */
export function requireAllAsked({ query, body }: Parts, ignored: readonly string[] = []): void {
  body.ignore([...ignored, ...ofAnswers])
  query.ignore([...ofAddresses, ...ofAnswers])
  const [field] = [...body.unasked(), ...query.unasked()]
  if (field !== undefined) refuse(400, { variant: 'unknown', values: { field: field.slice(0, 80).toWellFormed() } })
}

/** How much an answer is to tell of a person, asked of every operation that answers one: see `encode-user.ts`. */
const ofAnswers = ['withCustomData', 'with_custom_data']

/** Names that clients put into every address: whose pool and application it is about, which language, and against caches. */
const ofAddresses = [
  'app_id',
  'appId',
  'userpool_id',
  'userPoolId',
  'tenant_id',
  'lang',
  'language',
  '_',
  '_t',
  't',
  'timestamp',
]

/** `within`: the names of what the fields stand in, with a point. */
function readerOf(fields: Fields, within = ''): Reader {
  const asked = new Set<string>()
  const below: Reader[] = []
  const objects = new Map<string, Reader>()
  // Own fields only: `toString` is no field of anybody's request.
  const get = (name: string): unknown => {
    asked.add(name)
    return Object.hasOwn(fields, name) ? fields[name] : undefined
  }
  const inside = (name: string, value: unknown): Reader => {
    const inner = readerOf(fieldsOf(value, name), `${within}${name}.`)
    below.push(inner)
    return inner
  }
  const reader: Reader = {
    text: (name) => reader.optionalText(name) ?? refuse(2231),
    optionalText(...names) {
      const given = names.map((name) => [name, get(name)] as const).find(([, value]) => (value ?? '') !== '')
      if (!given) return undefined
      const [name, value] = given
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
    object(name) {
      const reader = objects.get(name) ?? inside(name, get(name))
      objects.set(name, reader)
      return reader
    },
    objects(name) {
      const value = get(name) ?? refuse(2231)
      if (!Array.isArray(value)) return refuse(400, { variant: 'objects', values: { field: name } })
      return value.map((item) => inside(name, item))
    },
    pick(names) {
      for (const name of names) asked.add(name)
      const given = names.filter((name) => Object.hasOwn(fields, name))
      return Object.fromEntries(given.map((name) => [name, fields[name]])) as never
    },
    only(vocabulary, operation) {
      requireKnown(fields, vocabulary, operation, within)
      return reader.all()
    },
    has: (name) => get(name) !== undefined,
    all() {
      for (const name of Object.keys(fields)) asked.add(name)
      return { ...fields }
    },
    ignore(names) {
      for (const name of names) asked.add(name)
    },
    unasked() {
      const own = Object.keys(fields).filter((name) => !asked.has(name) && fields[name] !== null)
      return [...own.map((name) => within + name), ...below.flatMap((inner) => inner.unasked())]
    },
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
