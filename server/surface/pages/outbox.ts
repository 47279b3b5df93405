import type { FastifyInstance, FastifyRequest } from 'fastify'
import { outboxChannels, readOutbox, useOutboxKey } from '#domain/message/outbox.ts'
import { originOf } from '../wire/origin.ts'
import { languageOf } from './language-of.ts'
import type { Pages } from './mount.ts'
import { hasOutboxCookie, keepOutboxCookie, outboxPath } from './outbox-cookie.ts'
import { pageHeaders } from './page-headers.ts'
import { renderMessage } from './view/message.ts'
import { renderOutbox } from './view/outbox.ts'

const words = {
  'en-US': {
    off: 'There is no outbox here: mails and texts are sent.',
    closed: 'The outbox is for the owner of this server.',
    advice: 'Open the link that the server printed when it started. It works once; a new start prints a new one.',
  },
  'zh-CN': {
    off: '此处没有发件箱：邮件和短信会正常发出。',
    closed: '发件箱仅供本服务的所有者查看。',
    advice: '请打开服务启动时打印的链接。每个链接只能使用一次，重新启动会打印新的链接。',
  },
}

type Asking = FastifyRequest<{ Querystring: { key?: unknown } }>

/** `GET /outbox`: what nothing could send, for the owner alone, and only while nothing is configured that could. */
export function serveOutbox(app: FastifyInstance, pages: Pages): void {
  app.get(outboxPath, async (request: Asking, reply) => {
    const { domain, look, version } = pages
    const { origin } = originOf(request, pages.addresses)
    const language = languageOf(request.headers)
    const frame = { language, assets: look.assets('page'), version, otherLanguageAddress: null }
    const refused = (status: number, message: string, advice: string | null) => {
      const html = renderMessage({ ...frame, code: null, message, advice, requestId: null })
      return reply.code(status).headers(pageHeaders(origin)).type('text/html').send(html)
    }
    if (outboxChannels(domain).length === 0) return refused(404, words[language].off, null)
    const { key } = request.query
    if (typeof key === 'string' && (await useOutboxKey(domain, key))) {
      keepOutboxCookie(pages, reply, origin)
      // Away from the address that holds the key.
      return reply.headers(pageHeaders(origin)).redirect(outboxPath, 303)
    }
    if (!hasOutboxCookie(pages, request)) return refused(403, words[language].closed, words[language].advice)
    const html = renderOutbox({ ...frame, messages: await readOutbox(domain) })
    return reply.headers(pageHeaders(origin)).type('text/html').send(html)
  })
}
