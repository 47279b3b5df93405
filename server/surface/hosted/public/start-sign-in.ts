import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Application } from '#domain/tenancy/application/application.ts'
import { newToken } from '#platform/crypto/random.ts'
import { resolve } from '../../request/resolved.ts'
import { showFailure, wayTo } from '../frame/failure-page.ts'
import { findApplication } from '../frame/find-place.ts'
import type { Pages } from '../pages.ts'
import { keepWelcome, welcomePath } from './welcome-cookie.ts'

/** `GET /sign-in/:application`, by identifier or id: the sign-in page as a person of that application sees it. */
export function serveStart(app: FastifyInstance, pages: Pages): void {
  app.get('/sign-in/:application', async (request: FastifyRequest<{ Params: { application: string } }>, reply) => {
    const { origin } = resolve(request, pages.addresses)
    const application = (await findApplication(pages, request, request.params.application))?.application ?? null
    const target = application && whereTo(application, origin)
    if (target) {
      void reply.header('cache-control', 'no-store')
      return reply.redirect(start(pages, reply, application, target, origin), 303)
    }
    if (!application)
      return showFailure(pages, request, reply, { status: 404, cause: 'unknown-application', way: { to: 'home' } })
    const cause = application.redirectUris.length > 0 ? 'begins-itself' : 'no-redirect-address'
    const about = { cause, application: application.name, way: wayTo(application, origin) } as const
    return showFailure(pages, request, reply, { status: 404, ...about })
  })
}

/** Our own welcome page when the application lets people land there, else the address it registered first. */
function whereTo({ redirectUris, settings }: Application, origin: string): string | null {
  const welcome = origin + welcomePath
  if (redirectUris.includes(welcome)) return welcome
  // A public client must bring a proof of its own (RFC 7636), which we could not hand to it.
  return settings.tokenEndpointAuthMethod === 'none' ? null : (redirectUris[0] ?? null)
}

function start(
  pages: Pages,
  reply: Parameters<typeof keepWelcome>[1],
  application: Application,
  target: string,
  origin: string,
): string {
  const url = new URL('/oidc/auth', origin)
  const state = newToken(16)
  const asked = { client_id: application.id, redirect_uri: target, response_type: 'code', state }
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value)
  url.searchParams.set('scope', 'openid profile email phone')
  if (target === origin + welcomePath) {
    const verifier = newToken()
    url.searchParams.set('code_challenge', createHash('sha256').update(verifier).digest('base64url'))
    url.searchParams.set('code_challenge_method', 'S256')
    keepWelcome(pages, reply, { applicationId: application.id, state, verifier }, origin)
  }
  return url.href
}
