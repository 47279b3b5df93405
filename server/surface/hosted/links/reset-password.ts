import { refuse } from '@menshen/contract/errors'
import { type ResetLinkActions, resetLinkActions } from '@menshen/contract/pages/sign-in-actions'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { resetPasswordByLink } from '#domain/account/password/reset-by-link.ts'
import { lookAtResetLink } from '#domain/proof/credential/look-at-link.ts'
import { resetPasswordPath } from '#domain/proof/verification-code/reset-link.ts'
import { firstOfPool } from '#domain/tenancy/application/named.ts'
import { failureOf } from '../../request/failure.ts'
import { resolve } from '../../request/resolved.ts'
import { openActionScope } from '../frame/action-scope.ts'
import { requireOwnPage } from '../frame/csrf.ts'
import { showFailure, wayTo } from '../frame/failure-page.ts'
import { languageOf } from '../frame/language-of.ts'
import { pageHeaders } from '../frame/page-headers.ts'
import { readSent } from '../frame/read-sent.ts'
import type { Pages } from '../pages.ts'
import { renderShell } from '../view/shell.ts'
import { placeOfLink } from './place-of-link.ts'
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
  const { addresses, assets } = pages
  const { token } = request.query
  const { origin } = resolve(request, addresses)
  const language = languageOf(request.headers)
  void reply.headers(pageHeaders(origin)).type('text/html')
  try {
    const place = await placeOfLink(pages, request, token)
    if (typeof token !== 'string' || !place) refuse(2206, { variant: 'link' })
    const { application, email } = await pages.domain.ask(lookAtResetLink, place.hints, { token })
    const csrf = pages.secrets.proofOf(token)
    const view = resetView({ pool: place.pool, application, email, language, csrf })
    const title = view.application.name
    return reply.send(renderShell({ title, language, assets: assets.of('sign-in', language), view }))
  } catch (error) {
    const { refusal, unexpected } = failureOf(error, request)
    if (unexpected) pages.log.error({ err: error, requestId: request.id }, 'a link to reset a password failed')
    const cause = unexpected ? 'ours' : 'reset-link'
    const way = wayTo(await applicationOf(pages, request, token), origin)
    return showFailure(pages, request, reply, { status: 200, cause, way, code: refusal.code, requestId: request.id })
  }
}

/** Where a link is asked for. */
async function applicationOf(pages: Pages, request: FastifyRequest, token: unknown) {
  const place = await placeOfLink(pages, request, token)
  return place && pages.domain.ask(firstOfPool, place.hints, {})
}

async function setPassword(pages: Pages, request: FastifyRequest, reply: FastifyReply) {
  const { token = '', password = '' } = readSent(resetLinkActions['set-password'], request.body)
  requireOwnPage(pages, request, token)
  const reset = { token, newPassword: password, encrypted: false }
  const { hints } = (await placeOfLink(pages, request, token)) ?? refuse(2206, { variant: 'link' })
  const { redirectTo } = await pages.domain.call(resetPasswordByLink, hints, reset)
  const data = redirectTo ? { location: redirectTo } : { done: true }
  return reply.header('cache-control', 'no-store').send({ code: 200, message: '', data })
}
