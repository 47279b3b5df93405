import { Refusal } from '@menshen/contract/errors'
import { type ResetLinkActions, resetLinkActions } from '@menshen/contract/pages/sign-in-actions'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { resetPasswordByLink } from '#domain/account/password/reset-by-link.ts'
import { lookAtResetLink } from '#domain/proof/credential/look-at-link.ts'
import { resetPasswordPath } from '#domain/proof/verification-code/reset-link.ts'
import { poolOfTicket } from '#domain/proof/verification-code/ticket.ts'
import type { Hints } from '#domain/shape/hints.ts'
import { firstApplicationOf } from '#domain/tenancy/application/find.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import { failureOf } from '../../request/failure.ts'
import { resolve } from '../../request/resolved.ts'
import { openActionScope } from '../frame/action-scope.ts'
import { csrfToken, requireOwnPage } from '../frame/csrf.ts'
import { showFailure, wayTo } from '../frame/failure-page.ts'
import { languageOf } from '../frame/language-of.ts'
import { pageHeaders } from '../frame/page-headers.ts'
import { readSent } from '../frame/read-sent.ts'
import type { Pages } from '../pages.ts'
import { renderShell } from '../view/shell.ts'
import { resetView } from './reset-view.ts'

type Following = FastifyRequest<{ Querystring: { token?: unknown } }>

/**
 * `GET /reset-password?token=`: where the link of a mail leads that lets somebody set a password. Looking changes nothing,
 * so whatever opens the links of a mail for its reader does no harm; what the page sends uses the link up.
 */
export async function serveResetPassword(app: FastifyInstance, pages: Pages): Promise<void> {
  await openActionScope(app, pages, (scope) => {
    scope.get(resetPasswordPath, (request: Following, reply) => showPage(pages, request, reply))
    const handlers: Record<keyof ResetLinkActions, typeof setPassword> = { 'set-password': setPassword }
    for (const [name, handler] of Object.entries(handlers))
      scope.post(`${resetPasswordPath}/${name}`, (request, reply) => handler(pages, request, reply))
  })
}

async function showPage(pages: Pages, request: Following, reply: FastifyReply) {
  const { domain, addresses, assets } = pages
  const { token } = request.query
  const { origin } = resolve(request, addresses)
  const language = languageOf(request.headers)
  void reply.headers(pageHeaders(origin)).type('text/html')
  try {
    if (typeof token !== 'string') throw gone()
    const { pool, hints } = await placeOf(pages, request, token)
    const { applicationId, email } = await domain.ask(lookAtResetLink, hints, { token })
    const application = applicationId ? await domain.tools.directory.application(applicationId) : null
    const csrf = csrfToken(domain.tools.keys.cookieSecret, token)
    const view = resetView({ pool, application, email, language, csrf })
    const title = view.application.name
    return reply.send(renderShell({ title, language, assets: assets.of('sign-in', language), view }))
  } catch (error) {
    const { refusal, unexpected } = failureOf(error, request)
    if (unexpected) pages.log.error({ err: error, requestId: request.id }, 'a link to reset a password failed')
    const cause = unexpected ? 'ours' : 'reset-link'
    const way = wayTo(await applicationOf(pages, token), origin)
    return showFailure(pages, request, reply, { status: 200, cause, way, code: refusal.code, requestId: request.id })
  }
}

/** Where a link is asked for: the pool stands in every token, also in one that is used up. */
async function applicationOf({ domain }: Pages, token: unknown) {
  const userPoolId = typeof token === 'string' ? poolOfTicket(token) : null
  return userPoolId ? firstApplicationOf(domain, userPoolId) : null
}

async function setPassword(pages: Pages, request: FastifyRequest, reply: FastifyReply) {
  const { token = '', password = '' } = readSent(resetLinkActions['set-password'], request.body)
  const { origin } = resolve(request, pages.addresses)
  requireOwnPage(request, token, origin, pages.domain.tools.keys.cookieSecret)
  const reset = { token, newPassword: password, encrypted: false }
  const { hints } = await placeOf(pages, request, token)
  const { redirectTo } = await pages.domain.call(resetPasswordByLink, hints, reset)
  const data = redirectTo ? { location: redirectTo } : { done: true }
  return reply.header('cache-control', 'no-store').send({ code: 200, message: '', data })
}

/** The token alone says where: the browser has no headers of a client, and a stale token of one would be in the way. */
async function placeOf(
  { domain, addresses }: Pages,
  request: FastifyRequest,
  token: string,
): Promise<{ pool: UserPool; hints: Hints }> {
  const id = poolOfTicket(token)
  const pool = id ? await domain.tools.directory.pool(id) : null
  if (!pool) throw gone()
  const { client, origin } = resolve(request, addresses)
  return { pool, hints: { userPoolId: pool.id, client, origin, language: languageOf(request.headers) } }
}

function gone(): Refusal {
  return new Refusal(2206, { variant: 'link' })
}
