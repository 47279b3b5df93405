import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { resolve } from '../../request/resolved.ts'
import { findCurrentUser } from '../account/current-user.ts'
import { baseOf, findPlace } from '../account/place.ts'
import { showFailure } from '../frame/failure-page.ts'
import { languageOf } from '../frame/language-of.ts'
import { letterHeaders, pageHeaders } from '../frame/page-headers.ts'
import type { Pages } from '../pages.ts'
import { renderOutbox } from '../view/outbox.ts'
import { hasOutboxCookie, keepOutboxCookie, outboxPath } from './outbox-cookie.ts'

type Asking = FastifyRequest<{ Querystring: { key?: unknown } }>

/** `GET /outbox`: what nothing could send, for the owner alone, and only while nothing is configured that could. */
export function serveOutbox(app: FastifyInstance, pages: Pages): void {
  app.get(outboxPath, async (request: Asking, reply) => {
    const { outbox, assets, version } = pages
    const { origin } = resolve(request, pages.addresses)
    const language = languageOf(request.headers)
    const frame = { language, assets: assets.of('page'), version, otherLanguageAddress: null }
    if (!outbox.isThere())
      return showFailure(pages, request, reply, { status: 404, cause: 'outbox-off', way: { to: 'home' } })
    const { key } = request.query
    if (typeof key === 'string' && (await outbox.isKey(key))) {
      keepOutboxCookie(pages, reply, origin)
      // Away from the address that holds the key.
      return reply.headers(pageHeaders(origin)).redirect(outboxPath, 303)
    }
    if (!(await mayRead(pages, request, reply))) return refuse(pages, request, reply)
    const html = renderOutbox({ ...frame, messages: await outbox.read(), address: outboxPath })
    return reply
      .headers(pageHeaders(origin, [], { frames: true }))
      .type('text/html')
      .send(html)
  })

  /** A mail as its reader would see it, for the frame on that page. */
  app.get(`${outboxPath}/:id`, async (request: FastifyRequest<{ Params: { id: string } }>, reply) => {
    if (!(await mayRead(pages, request, reply))) return refuse(pages, request, reply)
    const html = await pages.outbox.readHtml(request.params.id)
    return reply
      .code(html === null ? 404 : 200)
      .headers(letterHeaders)
      .type('text/html')
      .send(html ?? '')
  })
}

async function refuse(pages: Pages, request: FastifyRequest, reply: FastifyReply) {
  const application = await pages.ownersApplication()
  const way = application ? ({ to: 'sign-in', address: baseOf(application) } as const) : ({ to: 'home' } as const)
  return showFailure(pages, request, reply, { status: 403, cause: 'outbox-closed', way })
}

async function mayRead(pages: Pages, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
  if (!pages.outbox.isThere()) return false
  return hasOutboxCookie(pages, request) || isOwnerHere(pages, request, reply)
}

async function isOwnerHere(pages: Pages, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
  const application = await pages.ownersApplication()
  const place = application && (await findPlace(pages, request, application.id))
  const current = place && (await findCurrentUser(pages, request, reply, place))
  return current !== null && current.user.id === place?.pool.ownerId
}
