import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { mayReturnTo } from '#domain/application/logout-address.ts'
import { originOf } from '../wire/origin.ts'
import { showFailure, wayTo } from './failure-page.ts'
import type { Pages } from './mount.ts'

type Leaving = FastifyRequest<{ Querystring: Record<string, unknown> }>

const longest = 2_048

/**
 * `GET /login/profile/logout?redirect_uri=`: signs this browser out and sends it to an address that the application has
 * registered for that. Any other address is refused, and then nobody is signed out.
 */
export function serveProfileLogout(app: FastifyInstance, pages: Pages): void {
  app.get('/login/profile/logout', async (request: Leaving, reply) => {
    const { origin, identifier } = originOf(request, pages.addresses)
    const application = await applicationOf(pages, request, identifier)
    const userPoolId = application?.userPoolId ?? (await pages.interactions.userPoolHere(request))
    const address = textOf(request, 'redirect_uri')
    const at = { headers: request.headers, uiLocales: null, requestId: request.id, origin }
    const { look } = pages.domain.unit
    if (address !== null && !(await mayReturnTo(look, { application, userPoolId, address })))
      return showFailure(pages, request, reply, {
        status: 400,
        cause: 'redirect-address',
        way: wayTo(application, origin),
        application: application?.name ?? null,
        sent: application && address,
        code: 'invalid_request',
        requestId: request.id,
      })
    if (userPoolId) await pages.interactions.signOut(request, reply, userPoolId)
    if (address !== null) return reply.header('cache-control', 'no-store').redirect(address, 302)
    return send(reply, pages.screens.signedOut(at, application && { name: application.name, home: null }))
  })
}

async function applicationOf({ domain }: Pages, request: Leaving, identifier: string | undefined) {
  const { directory } = domain.tools
  const named = textOf(request, 'app_id') ?? textOf(request, 'client_id')
  if (named) return directory.application(named)
  return identifier ? directory.applicationByIdentifier(identifier) : null
}

/** Null for what is absent or no text that could be stored anywhere. */
function textOf({ query }: Leaving, name: string): string | null {
  const value = query[name]
  const isText = typeof value === 'string' && value !== '' && value.length <= longest && !value.includes('\0')
  return isText ? value : null
}

function send(reply: FastifyReply, { html, headers }: { html: string; headers: Record<string, string> }) {
  return reply.headers(headers).type('text/html').send(html)
}
