import type { Admission } from '#domain/shape/caller.ts'
import type { Called } from './watch-domain.ts'

export type Kind = 'text' | 'flag' | 'number' | 'enum' | 'any'

/** One argument. `[]` in a trail is a list. */
export interface Field {
  /** The name of the operation. */
  operation: string
  part: 'path' | 'query' | 'body' | 'args'
  trail: readonly string[]
  kind: Kind
  /** Of an enumeration. */
  choices?: readonly string[]
  /** Without it the operation is refused. */
  required?: boolean
}

export interface Request {
  path: Record<string, string>
  query: Record<string, unknown>
  body: Record<string, unknown>
  args: Record<string, unknown>
}

export interface Operation {
  door: 'GraphQL V2' | 'REST V2' | 'REST V3'
  /** `Mutation.deleteUsers`, `POST /api/v2/users/kick`. */
  name: string
  fields: readonly Field[]
  /** Of the verbs that it was seen to call; none when it calls none through the domain. */
  admits: ReadonlySet<Admission>
  /** Those that change something, as far as the operation was seen to go. */
  verbs: ReadonlySet<Called>
  /** Why its arguments could not be read to the end. */
  stuck: string | null
  /** How a request becomes an HTTP request. */
  encode(request: Request): { method: string; path: string; body?: unknown }
}

/** A value for an argument while the operation is looked at. */
export type Sample = (field: Field) => unknown

export const nameOf = ({ trail }: Field): string => trail.findLast((step) => step !== '[]') ?? ''

/** Puts a value for each argument together; what is undefined is left out, and so is what holds nothing else. */
export function compose(fields: readonly Field[], fill: (field: Field) => unknown): Request {
  const request: Request = { path: {}, query: {}, body: {}, args: {} }
  for (const field of fields) {
    const value = fill(field)
    if (value !== undefined) put(request[field.part], field.trail, value)
  }
  return request
}

function put(into: Record<string, unknown>, [step = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) into[step] = value
  else if (rest[0] === '[]' && rest.length === 1) into[step] = Array.isArray(value) ? value : [value]
  else if (rest[0] === '[]') {
    into[step] ??= [{}]
    put((into[step] as Record<string, unknown>[])[0] ?? {}, rest.slice(1), value)
  } else {
    into[step] ??= {}
    put(into[step] as Record<string, unknown>, rest, value)
  }
}
