import { type Language, Refusal } from '@menshen/contract/errors'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Missing } from '#domain/account/account-linking/linking.ts'
import { undoLinkingPath } from '#domain/account/account-linking/notices.ts'
import { lookAtUndoLink, undoLinkingByLink } from '#domain/account/account-linking/undo-by-link.ts'
import { poolOfTicket } from '#domain/proof/verification-code/ticket.ts'
import type { Situation } from '#domain/shape/situation.ts'
import { failureOf } from '../../request/failure.ts'
import { resolve } from '../../request/resolved.ts'
import { csrfToken } from '../frame/csrf.ts'
import { showFailure } from '../frame/failure-page.ts'
import { openFormScope, requireOwnForm } from '../frame/form-scope.ts'
import { languageOf } from '../frame/language-of.ts'
import { pageHeaders } from '../frame/page-headers.ts'
import { textsOf } from '../frame/texts-of.ts'
import type { Pages } from '../pages.ts'
import { renderConfirm } from '../view/confirm.ts'
import { renderDone } from '../view/message.ts'
import { undoLinkingWords as words } from './undo-linking-words.ts'

type Following = FastifyRequest<{ Querystring: { token?: unknown } }>

/**
 * `/undo-linking?token=`: where the link of the mail lands that says that two accounts became one. Opening it shows a button,
 * because mail gateways open every link; pressing that makes them two again.
 */
export async function serveUndoLinking(app: FastifyInstance, pages: Pages): Promise<void> {
  await openFormScope(app, pages, (scope) => {
    scope.get(undoLinkingPath, (request: Following, reply) =>
      answer(pages, request, reply, () => ask(pages, request, String(request.query.token))),
    )
    scope.post(undoLinkingPath, (request: Following, reply) =>
      answer(pages, request, reply, () => undo(pages, request)),
    )
  })
}

async function ask(pages: Pages, request: FastifyRequest, token: string): Promise<string> {
  const { pool, client, origin, language } = await placeOf(pages, request, token)
  const hints = { userPoolId: pool.id, client, origin, language }
  const { createdAt, expiresAt, second } = await pages.domain.ask(lookAtUndoLink, hints, { token })
  const say = words[language]
  return renderConfirm({
    ...frameOf(pages, language),
    title: say.title,
    lead: say.lead(day(createdAt), second.email ?? second.username),
    effect: say.effect(day(expiresAt)),
    action: undoLinkingPath,
    fields: { token, csrf: csrfToken(pages.domain.tools.keys.cookieSecret, token) },
    button: say.button,
  })
}

async function undo(pages: Pages, request: FastifyRequest): Promise<string> {
  const { token = '' } = textsOf(request.body)
  const place = await placeOf(pages, request, token)
  requireOwnForm(request, token, place.origin, pages.domain.tools.keys.cookieSecret)
  const view = { ...place, caller: { kind: 'anonymous' } } as const
  const { missing } = await pages.domain.callAt(undoLinkingByLink, view, { token })
  const say = words[place.language]
  return renderDone({
    ...frameOf(pages, place.language),
    title: say.done,
    lead: say.doneLead,
    more: missing.length > 0 ? say.missing(missing.map((what: Missing) => say.things[what])) : null,
  })
}

const frameOf = ({ assets, version }: Pages, language: Language) => ({ language, assets: assets.of('page'), version })

/** The same everywhere: whose page it is, and so whose time zone, is not known. */
const day = (time: Date) => time.toISOString().slice(0, 10)

/** The token alone says where: the browser has no headers of a client. */
async function placeOf({ domain, addresses }: Pages, request: FastifyRequest, token: string) {
  const id = poolOfTicket(token)
  const pool = id ? await domain.tools.directory.pool(id) : null
  if (!pool) throw new Refusal(2206, { variant: 'link' })
  const { client, origin } = resolve(request, addresses)
  const language = languageOf(request.headers)
  return { pool, application: null, client, origin, language } satisfies Omit<Situation, 'caller'>
}

async function answer(pages: Pages, request: Following, reply: FastifyReply, work: () => Promise<string>) {
  try {
    const html = await work()
    const { origin } = resolve(request, pages.addresses)
    return reply.headers(pageHeaders(origin)).type('text/html').send(html)
  } catch (error) {
    const { refusal, unexpected } = failureOf(error, request)
    if (unexpected) throw error
    const { code } = refusal
    const cause = code === 2206 ? 'undo-link' : 'request'
    const way = { to: 'account', address: '/u' } as const
    return showFailure(pages, request, reply, { status: 200, cause, way, code, requestId: request.id })
  }
}
