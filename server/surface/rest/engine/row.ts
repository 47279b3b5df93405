import type { Language } from '@menshen/contract/errors'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Static, TObject, TProperties, TSchema } from 'typebox'
import type { TokenIssuer } from '#domain/entry/token-set/token-set.ts'
import type { Admission } from '#domain/shape/caller.ts'
import type { Domain } from '#domain/shape/domain.ts'
import type { Hints } from '#domain/shape/hints.ts'
import type { AnyVerb, Question } from '#domain/shape/verb.ts'
import type { Browser } from '../../sign-in-page.ts'
import type { Saying } from './envelope.ts'
import { text } from './fields.ts'
import { type Input, inputOf, type Part, readingOf } from './sent.ts'

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** One request on its way through the door. */
export interface Call {
  domain: Domain
  hints: Hints
  language: Language
  request: FastifyRequest
  reply: FastifyReply
  /** Makes tokens of OpenID Connect for who signs in. */
  tokens: TokenIssuer<Browser>
}

/** What the document says of a row. */
export interface Description {
  /** Of the verb or question: `role.create`. */
  operation: string
  summary: string
  admits: Admission | readonly Admission[]
  input: Input
  /** What `data` of the envelope holds; the whole answer where there is no envelope. */
  result: TSchema
}

export interface RestRow {
  method: HttpMethod
  /** With `:name` for a parameter. */
  path: string
  answer(call: Call): unknown
  saying?: Saying | undefined
  /** Sent as it is, without the envelope. */
  raw?: boolean | undefined
  /** Reads a form with files (multipart/form-data) out of the request itself. */
  takesForm?: boolean | undefined
  /** None of what is not built. */
  about?: Description
}

/** What a row takes. `path` only where its names need more than being there. */
export interface RequestSchema<Path extends TProperties, Query extends TProperties, Body extends TProperties> {
  path?: Path
  query?: Query
  body?: Body
  /** The body takes fields that its schema does not name: the operation says which it knows. */
  open?: boolean
  /** Not even null may be sent under a name that the body does not know. */
  strict?: boolean
  /** Names that an official client sends in the body and that say nothing here. */
  ignored?: readonly string[]
}

type NamesIn<Line extends string> = Line extends `${string}:${infer Name}/${infer Rest}`
  ? Name | NamesIn<Rest>
  : Line extends `${string}:${infer Name}`
    ? Name
    : never

/** What has been checked, by the schemas of the row. */
export interface Sent<
  Line extends string,
  Path extends TProperties,
  Query extends TProperties,
  Body extends TProperties,
> {
  path: { [Name in NamesIn<Line>]: string } & Static<TObject<Path>>
  query: Static<TObject<Query>>
  body: Static<TObject<Body>>
}

/** Reads one field before the rest may be read. */
export type Peek = (part: Part, name: string) => string | undefined

type Line = `${HttpMethod} /${string}`
interface Spec<
  L extends Line,
  Result extends TSchema,
  Given,
  Output,
  Path extends TProperties,
  Query extends TProperties,
  Body extends TProperties,
> extends RequestSchema<Path, Query, Body> {
  /** What it does, as a command: `Create a role`. */
  summary: string
  decode: (sent: Sent<L, Path, Query, Body>, call: Call) => Given
  result: Result
  encode: (output: Output, call: Call, sent: Sent<L, Path, Query, Body>) => Static<Result> | Promise<Static<Result>>
  /** Hints that the request itself gives: what stands in path or query goes before what header or host name says. */
  place?: (peek: Peek) => Partial<Hints>
  saying?: Saying
  raw?: boolean
}

/**
 * A row on one operation of the domain. The request is read after the caller is known, so that a stranger is refused for
 * being one (2020) before the request is refused for what it lacks (2231). What the row does not know is refused by name
 * (400), unless the row only reads.
 */
export function row<
  const L extends Line,
  Given,
  Output,
  Prepared,
  Result extends TSchema,
  Path extends TProperties = Record<never, never>,
  Query extends TProperties = Record<never, never>,
  Body extends TProperties = Record<never, never>,
>(
  line: L,
  operation: AnyVerb<Given, Output, Prepared> | Question<Given, Output>,
  spec: Spec<L, Result, Given, Output, Path, Query, Body>,
): RestRow {
  const { summary, saying, raw, result, place, decode, encode } = spec
  const { method, path } = split(line)
  const input = inputOf({ ...spec, path: pathOf(path, spec.path) })
  const reading = readingOf(input)
  const hintsOf = ({ hints, request }: Call): Hints =>
    place ? { ...hints, ...place((part, name) => reading.readField(request, part, name) as string | undefined) } : hints
  type Told = Sent<L, Path, Query, Body>
  const run = async (call: Call) => {
    let told: Told | undefined
    const take = () => {
      told = reading.read(call.request) as Told
      const given = decode(told, call)
      if (method !== 'GET') reading.requireKnown(call.request)
      return given
    }
    const output = await perform(call.domain, operation, hintsOf(call), take)
    return encode(output, call, told as Told)
  }
  const about = { operation: operation.name, admits: operation.admits, summary, input, result }
  return { method, path, answer: run, saying, raw, about }
}

/** Has the operation take its input where it begins: in `prepare` or `answer`, behind the door that knows who asks. */
function perform<Given, Output, Prepared>(
  domain: Domain,
  operation: AnyVerb<Given, Output, Prepared> | Question<Given, Output>,
  hints: Hints,
  take: () => Given,
): Promise<Output> {
  if ('answer' in operation) {
    const asked: Question<() => Given, Output> = {
      ...operation,
      answer: (before, given) => operation.answer(before, given()),
    }
    return domain.ask(asked, hints, take)
  }
  const called: AnyVerb<() => Given, Output, Prepared> = {
    ...operation,
    prepare: (before, given) => operation.prepare(before, given()),
  }
  return domain.call(called, hints, take)
}

interface PlainSpec<Result extends TSchema, Query extends TProperties, Body extends TProperties>
  extends RequestSchema<Record<never, never>, Query, Body> {
  summary: string
  operation: string
  admits: Admission | readonly Admission[]
  result: Result
  saying?: Saying
  raw?: boolean
  takesForm?: boolean
}

/** Reads the request, and refuses by name what the row does not know, unless it only reads. */
type ReadAll<Query extends TProperties, Body extends TProperties> = () => Sent<'', Record<never, never>, Query, Body>

/** A row that belongs to no tenant, or needs none, or calls several operations. It says itself when the request is read. */
export function plainRow<
  Result extends TSchema,
  Query extends TProperties = Record<never, never>,
  Body extends TProperties = Record<never, never>,
>(
  line: Line,
  spec: PlainSpec<Result, Query, Body>,
  answer: (call: Call, read: ReadAll<Query, Body>) => Static<Result> | Promise<Static<Result>>,
): RestRow {
  const { method, path } = split(line)
  const { operation, admits, summary, result, saying, raw, takesForm } = spec
  const input = inputOf({ ...spec, path: pathOf(path), form: takesForm })
  const reading = readingOf(input)
  const readAll = (call: Call) => () => {
    const told = reading.read(call.request) as ReturnType<ReadAll<Query, Body>>
    if (method !== 'GET') reading.requireKnown(call.request)
    return told
  }
  const about = { operation, admits, summary, input, result }
  return { method, path, answer: (call) => answer(call, readAll(call)), saying, raw, takesForm, about }
}

function pathOf(path: string, own: TProperties = {}): TProperties {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
  return Object.fromEntries(names.map((name) => [name, own[name] ?? text(pathNames[name] ?? 'Its id.')]))
}

/** What the parameters of paths are, where they are more than the id of what the path speaks of. */
const pathNames: Readonly<Record<string, string>> = {
  code: 'Its code.',
  key: 'Its key.',
  kid: 'The id of the key.',
  poolId: 'The id of the user pool.',
  appId: 'The id of the application.',
  userId: 'The id of the person.',
  sessionId: 'The id of the session.',
  agreementId: 'The id of the agreement.',
  subAccountId: 'The id of the sub-account.',
  type: 'The type of mail, such as VERIFY_CODE.',
}

function split(line: string): Pick<RestRow, 'method' | 'path'> {
  const space = line.indexOf(' ')
  return { method: line.slice(0, space) as HttpMethod, path: line.slice(space + 1) }
}

/** The `encode` of operations that have nothing to tell. */
export function done(): true {
  return true
}
