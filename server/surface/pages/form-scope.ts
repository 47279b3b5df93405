import { refuse } from '@menshen/contract/errors'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sameSecret } from '#platform/crypto/compare.ts'
import { failureOf } from '../wire/failure.ts'
import { originOf } from '../wire/origin.ts'
import { csrfToken } from './csrf.ts'
import type { Pages } from './mount.ts'
import { textsOf } from './page-action.ts'

const longest = 16 * 1024

/** Where plain forms of our own pages are sent, so that they work without scripts. */
export async function openFormScope(
  app: FastifyInstance,
  pages: Pages,
  mount: (scope: FastifyInstance) => void,
): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    const limits = { parseAs: 'string', bodyLimit: longest } as const
    scope.addContentTypeParser<string>('application/x-www-form-urlencoded', limits, (_request, body, done) =>
      done(null, Object.fromEntries(new URLSearchParams(body))),
    )
    scope.setErrorHandler((error, request, reply) => refuseForm(pages, error, request, reply))
    mount(scope)
  })
}

function refuseForm(pages: Pages, error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const { refusal, unexpected, busy } = failureOf(error, request)
  if (unexpected) pages.log.error({ err: error, requestId: request.id }, 'a form of a page failed')
  if (busy) void reply.header('retry-after', '1')
  const { origin } = originOf(request, pages.addresses)
  const at = { headers: request.headers, uiLocales: null, requestId: request.id, origin }
  const failure = unexpected ? 'ours' : 'request'
  const { html, headers } = pages.screens.failed(at, { error: String(refusal.code), failure })
  return reply
    .code(refusal.status >= 400 ? refusal.status : 403)
    .headers(headers)
    .type('text/html')
    .send(html)
}

/**
 * Refuses (1001) a form that another site's page may have sent: the token of the page must be in it, and nothing that the
 * browser says may speak against it. A page without a referrer policy of its own sends its forms from nowhere (`null`).
 */
export function requireOwnForm(request: FastifyRequest, subject: string, origin: string, cookieSecret: string): void {
  const { csrf = '' } = textsOf(request.body)
  if (!sameSecret(csrf, csrfToken(cookieSecret, subject))) refuse(1001)
  const { origin: from, 'sec-fetch-site': site } = request.headers
  if (site !== undefined && site !== 'same-origin') refuse(1001)
  if (from !== undefined && from !== 'null' && from !== origin) refuse(1001)
}
