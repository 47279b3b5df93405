import { type Language, refuse } from '@menshen/contract/errors'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Missing } from '#domain/account/account-linking/linking.ts'
import { undoLinkingPath } from '#domain/account/account-linking/notices.ts'
import { lookAtUndoLink, undoLinkingByLink } from '#domain/account/account-linking/undo-by-link.ts'
import type { Hints } from '#domain/shape/hints.ts'
import { failureOf } from '../../request/failure.ts'
import { resolve } from '../../request/resolved.ts'
import { showFailure } from '../frame/failure-page.ts'
import { openFormScope, requireOwnForm } from '../frame/form-scope.ts'
import { languageOf } from '../frame/language-of.ts'
import { pageHeaders } from '../frame/page-headers.ts'
import { textsOf } from '../frame/texts-of.ts'
import type { Pages } from '../pages.ts'
import { renderConfirm } from '../view/confirm.ts'
import { renderDone } from '../view/message.ts'
import { placeOfLink } from './place-of-link.ts'
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
  const hints = await hintsOf(pages, request, token)
  const { createdAt, expiresAt, second } = await pages.domain.ask(lookAtUndoLink, hints, { token })
  const language = languageOf(request.headers)
  const say = words[language]
  return renderConfirm({
    ...frameOf(pages, language),
    title: say.title,
    lead: say.lead(day(createdAt), second.email ?? second.username),
    effect: say.effect(day(expiresAt)),
    action: undoLinkingPath,
    fields: { token, csrf: pages.secrets.proofOf(token) },
    button: say.button,
  })
}

async function undo(pages: Pages, request: FastifyRequest): Promise<string> {
  const { token = '' } = textsOf(request.body)
  const hints = await hintsOf(pages, request, token)
  requireOwnForm(pages, request, token)
  const { missing } = await pages.domain.call(undoLinkingByLink, hints, { token })
  const language = languageOf(request.headers)
  const say = words[language]
  return renderDone({
    ...frameOf(pages, language),
    title: say.done,
    lead: say.doneLead,
    more: missing.length > 0 ? say.missing(missing.map((what: Missing) => say.things[what])) : null,
  })
}

const frameOf = ({ assets, version }: Pages, language: Language) => ({ language, assets: assets.of('page'), version })

/** The same everywhere: whose page it is, and so whose time zone, is not known. */
const day = (time: Date) => time.toISOString().slice(0, 10)

async function hintsOf(pages: Pages, request: FastifyRequest, token: string): Promise<Hints> {
  return ((await placeOfLink(pages, request, token)) ?? refuse(2206, { variant: 'link' })).hints
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
