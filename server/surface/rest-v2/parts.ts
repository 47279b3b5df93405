import { refuse } from '@menshen/contract/errors'
import type { FastifyRequest } from 'fastify'
import { requireKnown, type Vocabulary } from '#domain/shape/require-known.ts'

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

/** Each is read when it is asked for: routes without a body must not fail over what somebody sent as one. */
export function partsOf(request: FastifyRequest): Parts {
  let [path, query, body]: (Reader | undefined)[] = []
  return {
    get path() {
      path ??= new FieldReader(request.params as Fields)
      return path
    },
    get query() {
      query ??= new FieldReader(request.query as Fields)
      return query
    },
    get body() {
      body ??= new FieldReader(fieldsOf(request.body, 'body'))
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

class FieldReader implements Reader {
  readonly #fields: Fields
  /** The names of what the fields stand in, with a point. */
  readonly #within: string
  readonly #asked = new Set<string>()
  readonly #below: Reader[] = []
  #objects: Map<string, Reader> | null = null

  constructor(fields: Fields, within = '') {
    this.#fields = fields
    this.#within = within
  }

  /** Own fields only: `toString` is no field of anybody's request. */
  #get(name: string): unknown {
    this.#asked.add(name)
    return Object.hasOwn(this.#fields, name) ? this.#fields[name] : undefined
  }

  #inside(name: string, value: unknown): Reader {
    const inner = new FieldReader(fieldsOf(value, name), `${this.#within}${name}.`)
    this.#below.push(inner)
    return inner
  }

  text(name: string): string {
    return this.optionalText(name) ?? refuse(2231)
  }

  optionalText(...names: [string, ...string[]]): string | undefined {
    this.ignore(names)
    for (const name of names) {
      const value = this.#get(name) ?? ''
      if (value === '') continue
      return typeof value === 'string'
        ? storable(value, name)
        : refuse(400, { variant: 'text', values: { field: name } })
    }
    return undefined
  }

  flag(name: string): boolean {
    const value = this.#get(name) ?? false
    return typeof value === 'boolean' ? value : refuse(400, { variant: 'flag', values: { field: name } })
  }

  optionalNumber(name: string): number | undefined {
    const value = this.#get(name) ?? ''
    if (value === '') return undefined
    const number = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value
    return Number.isSafeInteger(number)
      ? (number as number)
      : refuse(400, { variant: 'number', values: { field: name } })
  }

  texts(name: string): string[] {
    const value = this.#get(name) ?? refuse(2231)
    if (!Array.isArray(value) || !value.every((item) => typeof item === 'string'))
      return refuse(400, { variant: 'texts', values: { field: name } })
    return value.map((item) => storable(item, name))
  }

  object(name: string): Reader {
    const known = this.#objects?.get(name)
    if (known) return known
    const reader = this.#inside(name, this.#get(name))
    this.#objects ??= new Map()
    this.#objects.set(name, reader)
    return reader
  }

  objects(name: string): Reader[] {
    const value = this.#get(name) ?? refuse(2231)
    if (!Array.isArray(value)) return refuse(400, { variant: 'objects', values: { field: name } })
    return value.map((item) => this.#inside(name, item))
  }

  pick<Name extends string>(names: readonly Name[]): Partial<Record<Name, unknown>> {
    this.ignore(names)
    const given = names.filter((name) => Object.hasOwn(this.#fields, name))
    return Object.fromEntries(given.map((name) => [name, this.#fields[name]])) as Partial<Record<Name, unknown>>
  }

  only(vocabulary: Vocabulary, operation: string): Record<string, unknown> {
    requireKnown(this.#fields, vocabulary, operation, this.#within)
    return this.all()
  }

  has(name: string): boolean {
    return this.#get(name) !== undefined
  }

  all(): Record<string, unknown> {
    this.ignore(Object.keys(this.#fields))
    return { ...this.#fields }
  }

  ignore(names: readonly string[]): void {
    for (const name of names) this.#asked.add(name)
  }

  unasked(): string[] {
    const fields = this.#fields
    const own = Object.keys(fields).filter((name) => !this.#asked.has(name) && fields[name] !== null)
    return [...own.map((name) => this.#within + name), ...this.#below.flatMap((inner) => inner.unasked())]
  }
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
