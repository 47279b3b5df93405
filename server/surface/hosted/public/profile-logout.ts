import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { mayReturnTo } from '#domain/tenancy/application/logout-address.ts'
import { resolve } from '../../request/resolved.ts'
import type { Browser } from '../../sign-in-page.ts'
import { policySourceOf } from '../../view/policy-source.ts'
import { showFailure, wayTo } from '../frame/failure-page.ts'
import { findPlace } from '../frame/find-place.ts'
import { openFormScope, requireOwnForm } from '../frame/form-scope.ts'
import { requestOf } from '../frame/request-of.ts'
import { textsOf } from '../frame/texts-of.ts'
import type { Pages } from '../pages.ts'
import { html, toText } from '../view/html.ts'

type Leaving = FastifyRequest<{ Querystring: Record<string, unknown> }>

const longest = 2_048

/**
 * `/login/profile/logout?redirect_uri=`: asks whether to sign this browser out, does it by a button, and sends the browser to an
 * address that the application has registered for that. Any other address is refused, and then nobody is signed out. Whoever is
 * not signed in here goes there at once.
 */
export async function serveProfileLogout(app: FastifyInstance, pages: Pages): Promise<void> {
  await openFormScope(app, pages, (scope) => {
    scope.get(path, async (request: Leaving, reply) => {
      const leaving = await placeOf(pages, { request, reply }, request.query)
      if (!leaving.allowed) return refuseAddress(pages, request, leaving, reply)
      const here = leaving.userPoolId && (await pages.browsers.here({ request, reply }, leaving.userPoolId))
      return here ? ask(pages, leaving, here.sessionId, reply) : goOn(pages, leaving, reply, 302)
    })
    scope.post(path, async (request: Leaving, reply) => {
      const fields = textsOf(request.body)
      const browser = { request, reply }
      const leaving = await placeOf(pages, browser, fields)
      if (!leaving.allowed) return refuseAddress(pages, request, leaving, reply)
      const { userPoolId } = leaving
      const here = userPoolId && (await pages.browsers.here(browser, userPoolId))
      if (here && fields.logout === 'yes') {
        requireOwnForm(pages, request, subjectOf(here.sessionId))
        await pages.browsers.signOut(browser, userPoolId)
      }
      return here && fields.logout !== 'yes' && leaving.address === null
        ? reply.redirect('/', 303)
        : goOn(pages, leaving, reply, 303)
    })
  })
}

const path = '/login/profile/logout'
const subjectOf = (sessionId: string) => `sign out ${sessionId}`

/** Who wants to leave what, and where to; `allowed`: the address is none, or a registered one. */
async function placeOf(pages: Pages, browser: Browser, fields: Record<string, unknown>) {
  const { request } = browser
  const { origin, identifier } = resolve(request, pages.addresses)
  const named = textOf(fields, 'app_id') ?? textOf(fields, 'client_id')
  const place = await findPlace(pages, request, named ? { applicationId: named } : { identifier })
  const application = place?.application ?? null
  const userPoolId = application?.userPoolId ?? (await pages.browsers.userPoolHere(browser))
  const address = textOf(fields, 'redirect_uri')
  const at = { headers: request.headers, requestId: request.id, origin }
  const asked = { applicationId: application?.id, userPoolId: userPoolId ?? undefined, ...requestOf(pages, request) }
  const allowed = address === null || (userPoolId !== null && (await pages.domain.ask(mayReturnTo, asked, { address })))
  return { application, named, userPoolId, address, at, allowed }
}

type Place = Awaited<ReturnType<typeof placeOf>>

function refuseAddress(pages: Pages, request: Leaving, { application, address, at }: Place, reply: FastifyReply) {
  return showFailure(pages, request, reply, {
    status: 400,
    cause: 'redirect-address',
    way: wayTo(application, at.origin),
    application: application?.name ?? null,
    sent: application && address,
    code: 'invalid_request',
    requestId: request.id,
  })
}

/** The same page as the one that the standard's own way to sign out shows. */
function ask(
  { screens, secrets }: Pages,
  { application, named, address, at }: Place,
  sessionId: string,
  reply: FastifyReply,
) {
  const csrf = secrets.proofOf(subjectOf(sessionId))
  const fields = { csrf, ...(address !== null && { redirect_uri: address }), ...(named !== null && { app_id: named }) }
  const form = html`<form id="op.logoutForm" method="post" action="${path}">${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}</form>`
  const returnSource = address === null ? null : policySourceOf(address)
  return send(reply, screens.signOut(at, toText(form), application?.name ?? null, returnSource))
}

function goOn({ screens }: Pages, { application, address, at }: Place, reply: FastifyReply, status: 302 | 303) {
  if (address !== null) return reply.header('cache-control', 'no-store').redirect(address, status)
  return send(reply, screens.signedOut(at, application && { name: application.name, home: null }))
}

/** Null for what is absent or no text that could be stored anywhere. */
function textOf(fields: Record<string, unknown>, name: string): string | null {
  const value = fields[name]
  const isText = typeof value === 'string' && value !== '' && value.length <= longest && !value.includes('\0')
  return isText ? value : null
}

function send(reply: FastifyReply, { html, headers }: { html: string; headers: Record<string, string> }) {
  return reply.headers(headers).type('text/html').send(html)
}
