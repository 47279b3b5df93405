import type { Language } from '@menshen/contract/errors'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Domain } from '#domain/shape/domain.ts'
import type { Hints } from '#domain/shape/hints.ts'
import type { AnyVerb, Question } from '#domain/shape/verb.ts'
import { type Parts, requireAllAsked } from './parts.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** One request on its way through the door. */
export interface Call {
  domain: Domain
  hints: Hints
  language: Language
  parts: Parts
  request: FastifyRequest
  reply: FastifyReply
}

/** What a successful answer says, where the recorded service says more than 操作成功. */
export type Saying = Record<Language, string>

export interface Row {
  method: Method
  /** With `:name` for a parameter. */
  path: string
  answer(call: Call): unknown
  saying?: Saying
  /** Sent as it is, without the envelope. */
  raw?: boolean
  /** Reads a form with files (multipart/form-data) out of the request itself. */
  takesForm?: boolean
}

type Options = Pick<Row, 'saying'> & {
  /** Hints that the request itself gives: what stands in path or query goes before what header or host name says. */
  place?: (parts: Parts) => Partial<Hints>
  /** Names that an official client sends in the body and that say nothing here. */
  ignored?: readonly string[]
}

/**
 * A row on one operation of the domain. `decode` runs after the caller is known, so that a stranger is refused for being
 * one (2020) before the request is refused for what it lacks (2231). What `decode` does not ask for is refused by name
 * (400), unless the row only reads.
 */
export function row<Input, Output, Seen>(
  line: `${Method} /${string}`,
  operation: AnyVerb<Input, Output, Seen> | Question<Input, Output>,
  decode: (parts: Parts, hints: Hints) => Input,
  encode: (output: Output, call: Call) => unknown,
  { place, saying, ignored }: Options = {},
): Row {
  const { method } = split(line)
  const hintsOf = ({ hints, parts }: Call): Hints => ({ ...hints, ...place?.(parts) })
  const input = (call: Call) => () => {
    const decoded = decode(call.parts, call.hints)
    if (method !== 'GET') requireAllAsked(call.parts, ignored)
    return decoded
  }
  if ('answer' in operation) {
    const asked = { ...operation, answer: (before, decoded) => operation.answer(before, decoded()) } as Question<
      () => Input,
      Output
    >
    return {
      ...split(line),
      saying,
      answer: async (call) => encode(await call.domain.ask(asked, hintsOf(call), input(call)), call),
    }
  }
  const called = { ...operation, prepare: (before, decoded) => operation.prepare(before, decoded()) } as AnyVerb<
    () => Input,
    Output,
    Seen
  >
  return {
    ...split(line),
    saying,
    answer: async (call) => encode(await call.domain.call(called, hintsOf(call), input(call)), call),
  }
}

/** A row that belongs to no tenant, or needs none. One that changes something calls `requireAllAsked` itself, once it has read. */
export function plainRow(
  line: `${Method} /${string}`,
  answer: Row['answer'],
  options: Pick<Row, 'saying' | 'raw'> = {},
): Row {
  return { ...split(line), answer, ...options }
}

function split(line: string): Pick<Row, 'method' | 'path'> {
  const space = line.indexOf(' ')
  return { method: line.slice(0, space) as Method, path: line.slice(space + 1) }
}

/** The `encode` of operations that have nothing to tell. */
export function done(): true {
  return true
}
