import { refuse } from '@menshen/contract/errors'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { sameSecret } from '#platform/crypto/compare.ts'
import { resolve } from '../../request/resolved.ts'
import type { Pages } from '../pages.ts'
import { openOwnScope, type Submission } from './own-scope.ts'
import { textsOf } from './texts-of.ts'

const longest = 16 * 1024

const forms = (pages: Pages): Submission => ({
  what: 'a form',
  read(scope) {
    const limits = { parseAs: 'string', bodyLimit: longest } as const
    scope.addContentTypeParser<string>('application/x-www-form-urlencoded', limits, (_request, body, done) =>
      done(null, Object.fromEntries(new URLSearchParams(body))),
    )
  },
  refuse(request, reply, { refusal, unexpected }) {
    const { origin } = resolve(request, pages.addresses)
    const at = { headers: request.headers, requestId: request.id, origin }
    const failure = unexpected ? 'ours' : 'request'
    const { html, headers } = pages.screens.failed(at, { error: String(refusal.code), failure })
    return reply
      .code(refusal.status >= 400 ? refusal.status : 403)
      .headers(headers)
      .type('text/html')
      .send(html)
  },
})

/** Where plain forms of our own pages are sent, so that they work without scripts. */
export function openFormScope(
  app: FastifyInstance,
  pages: Pages,
  mount: (scope: FastifyInstance) => void,
): Promise<void> {
  return openOwnScope(app, pages, forms(pages), mount)
}

/**
 * Refuses (1001) a form that another site's page may have sent: the token of the page must be in it, and nothing that the
 * browser says may speak against it. A page without a referrer policy of its own sends its forms from nowhere (`null`).
 */
export function requireOwnForm({ secrets, addresses }: Pages, request: FastifyRequest, subject: string): void {
  const { csrf = '' } = textsOf(request.body)
  if (!sameSecret(csrf, secrets.proofOf(subject))) refuse(1001)
  const { origin: from, 'sec-fetch-site': site } = request.headers
  if (site !== undefined && site !== 'same-origin') refuse(1001)
  if (from !== undefined && from !== 'null' && from !== resolve(request, addresses).origin) refuse(1001)
}
