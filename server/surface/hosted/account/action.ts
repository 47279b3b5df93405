import type { Received } from '@menshen/contract/pages/action'
import type { CentreAction, CentreActions, centreActions } from '@menshen/contract/pages/centre-actions'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AnyVerb, Question } from '#domain/shape/verb.ts'
import type { Pages } from '../pages.ts'
import type { CurrentUser } from './current-user.ts'
import type { Place } from './place.ts'

/** Somebody doing something on their page. */
export interface Visit extends CurrentUser {
  pages: Pages
  place: Place
  request: FastifyRequest
  reply: FastifyReply
}

type Handler<Fields, Told> = (visit: Visit, sent: Received<Fields>) => Promise<Told>

/** What people do in the centre: each of `Name` with its handler, which answers what the page is told besides that it was done. */
export type Handlers<Name extends CentreAction = CentreAction> = {
  [Each in Name]: Handler<(typeof centreActions)[Each], CentreActions[Each]['told']>
}

const nothing = () => ({})

/** Runs a verb with what the page sent. */
export function doing<Input, Output, Prepared, Sent>(
  verb: AnyVerb<Input, Output, Prepared>,
  decode: (sent: Sent, visit: Visit) => Input,
): (visit: Visit, sent: Sent) => Promise<object>
export function doing<Input, Output, Prepared, Sent, Told>(
  verb: AnyVerb<Input, Output, Prepared>,
  decode: (sent: Sent, visit: Visit) => Input,
  encode: (output: Output) => Told,
): (visit: Visit, sent: Sent) => Promise<Told>
export function doing<Input, Output, Prepared, Sent>(
  verb: AnyVerb<Input, Output, Prepared>,
  decode: (sent: Sent, visit: Visit) => Input,
  encode: (output: Output) => object = nothing,
) {
  return async (visit: Visit, sent: Sent) =>
    encode(await visit.pages.domain.call(verb, visit.hints, decode(sent, visit)))
}

/** One question, or several about one section of the page, whose answers it shows together. */
export function ask<Input, Output>({ pages, hints }: Visit, question: Question<Input, Output>, input: Input) {
  return pages.domain.ask(question, hints, input)
}

/** People copy codes with the spaces that mails and keyboards put in. */
export const codeIn = (text = ''): string => text.replace(/\s/g, '').slice(0, 64)
