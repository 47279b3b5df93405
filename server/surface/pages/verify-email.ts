import { Refusal, say } from '@menshen/contract/errors'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { verifyEmailPath } from '#domain/verification-code/send-link.ts'
import { poolOfTicket } from '#domain/verification-code/ticket.ts'
import { verifyEmail } from '#domain/verification-code/verify-email.ts'
import { failureOf } from '../wire/failure.ts'
import { hintsOf } from '../wire/hints.ts'
import { originOf } from '../wire/origin.ts'
import { languageOf } from './language-of.ts'
import type { Pages } from './mount.ts'
import { pageHeaders } from './page-headers.ts'
import { renderFailure } from './view/failure.ts'
import { renderVerified } from './view/message.ts'

type Following = FastifyRequest<{ Querystring: { token?: unknown } }>

/** `GET /verify-email?token=`: where the link of a verification mail lands. JSON for who asks for it. */
export function serveVerifyEmail(app: FastifyInstance, pages: Pages): void {
  app.get(verifyEmailPath, async (request: Following, reply) => {
    const { token } = request.query
    const userPoolId = typeof token === 'string' ? poolOfTicket(token) : null
    try {
      if (typeof token !== 'string' || !userPoolId) throw new Refusal(2023)
      // The token alone says where: the browser has no headers of a client, and a stale token of one would be in the way.
      const { client, origin, language } = hintsOf(request, pages.addresses)
      const { redirectTo } = await pages.domain.call(verifyEmail, { userPoolId, client, origin, language }, { token })
      return answer(pages, request, reply, null, redirectTo)
    } catch (error) {
      const { refusal, unexpected } = failureOf(error, request)
      if (unexpected) pages.log.error({ err: error, requestId: request.id }, 'a verification link failed')
      return answer(pages, request, reply, refusal.code === 2224 ? new Refusal(2023) : refusal, null)
    }
  })
}

function answer(
  { look, version, addresses }: Pages,
  request: Following,
  reply: FastifyReply,
  refusal: Refusal | null,
  redirectTo: string | null,
) {
  const language = languageOf(request.headers)
  const { origin } = originOf(request, addresses)
  void reply.headers(pageHeaders(origin)).header('vary', 'accept')
  if (/\bapplication\/json\b/.test(request.headers.accept ?? '')) {
    const message = refusal ? say(refusal.code, language, refusal) : verified[language]
    const [code, status] = refusal ? [refusal.code, refusal.status] : [200, 200]
    return reply.send({
      code,
      message,
      data: refusal ? null : { redirectTo },
      statusCode: status,
      requestId: request.id,
    })
  }
  if (!refusal && redirectTo) return reply.redirect(redirectTo, 303)
  const frame = { language, assets: look.assets('page'), version }
  const html = refusal
    ? renderFailure({
        ...frame,
        cause: 'verify-link',
        way: { to: 'account', address: '/u' },
        code: refusal.code,
        requestId: request.id,
      })
    : renderVerified(frame)
  return reply.type('text/html').send(html)
}

const verified = { 'zh-CN': '邮箱验证成功', 'en-US': 'The e-mail address is verified' }
