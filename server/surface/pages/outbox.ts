import type { FastifyInstance, FastifyRequest } from 'fastify'
import { outboxChannels, readOutbox, useOutboxKey } from '#domain/message/outbox.ts'
import { originOf } from '../wire/origin.ts'
import { showFailure } from './failure-page.ts'
import { languageOf } from './language-of.ts'
import type { Pages } from './mount.ts'
import { hasOutboxCookie, keepOutboxCookie, outboxPath } from './outbox-cookie.ts'
import { pageHeaders } from './page-headers.ts'
import { renderOutbox } from './view/outbox.ts'

type Asking = FastifyRequest<{ Querystring: { key?: unknown } }>

/** `GET /outbox`: what nothing could send, for the owner alone, and only while nothing is configured that could. */
export function serveOutbox(app: FastifyInstance, pages: Pages): void {
  app.get(outboxPath, async (request: Asking, reply) => {
    const { domain, look, version } = pages
    const { origin } = originOf(request, pages.addresses)
    const language = languageOf(request.headers)
    const frame = { language, assets: look.assets('page'), version, otherLanguageAddress: null }
    const refused = (status: number, cause: 'outbox-off' | 'outbox-closed') =>
      showFailure(pages, request, reply, { status, cause, way: { to: 'home' } })
    if (outboxChannels(domain).length === 0) return refused(404, 'outbox-off')
    const { key } = request.query
    if (typeof key === 'string' && (await useOutboxKey(domain, key))) {
      keepOutboxCookie(pages, reply, origin)
      // Away from the address that holds the key.
      return reply.headers(pageHeaders(origin)).redirect(outboxPath, 303)
    }
    if (!hasOutboxCookie(pages, request)) return refused(403, 'outbox-closed')
    const html = renderOutbox({ ...frame, messages: await readOutbox(domain) })
    return reply.headers(pageHeaders(origin)).type('text/html').send(html)
  })
}
