import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AnyVerb, Question } from '#domain/shape/verb.ts'
import type { Pages } from '../mount.ts'
import { textsOf } from '../page-action.ts'
import type { Place } from './place.ts'
import type { Visitor } from './visitor.ts'

/** Somebody doing something on their page. */
export interface Visit extends Visitor {
  pages: Pages
  place: Place
  request: FastifyRequest
  reply: FastifyReply
}

/** What the page learns beside that it was done. */
export type Told = Record<string, unknown>
export type AccountAction = (visit: Visit) => Promise<Told>
export type Texts = Record<string, string>

const nothing = () => ({})

/** Runs a verb with what the page sent. */
export function doing<Input, Output, Seen>(
  verb: AnyVerb<Input, Output, Seen>,
  decode: (texts: Texts, visit: Visit) => Input,
  encode: (output: Output) => Told = nothing,
): AccountAction {
  return async (visit) => {
    const input = decode(textsOf(visit.request.body), visit)
    return encode(await visit.pages.domain.call(verb, visit.hints, input))
  }
}

export function asking<Input, Output>(
  question: Question<Input, Output>,
  decode: (texts: Texts, visit: Visit) => Input,
  encode: (output: Output) => Told,
): AccountAction {
  return async (visit) => {
    const input = decode(textsOf(visit.request.body), visit)
    return encode(await visit.pages.domain.ask(question, visit.hints, input))
  }
}

/** Several questions about one section of the page, whose answers it shows together. */
export function ask<Input, Output>({ pages, hints }: Visit, question: Question<Input, Output>, input: Input) {
  return pages.domain.ask(question, hints, input)
}

/** People copy codes with the spaces that mails and keyboards put in. */
export const codeIn = (text = ''): string => text.replace(/\s/g, '').slice(0, 64)
