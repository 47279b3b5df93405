import type { errors, KoaContextWithOIDC } from 'oidc-provider'
import type { Failure, Page, PageRequest, Screens } from '../../sign-in-page.ts'
import { policySourceOf } from '../../view/policy-source.ts'
import type { SessionModel } from './engine-types.ts'
import { currentScope } from './scope.ts'

function pageRequest(ctx: KoaContextWithOIDC): PageRequest {
  const { ui_locales: languages } = (ctx.oidc.params ?? ctx.query) as { ui_locales?: unknown }
  const requestId = ctx.res.getHeader('x-request-id')
  return {
    headers: ctx.headers,
    languages: typeof languages === 'string' ? languages : null,
    requestId: typeof requestId === 'string' ? requestId : null,
    origin: currentScope()?.origin ?? '',
  }
}

function show(ctx: KoaContextWithOIDC, { html, headers }: Page): void {
  ctx.type = 'html'
  ctx.body = html
  ctx.set(headers)
}

/** Routes that programs call: their errors are JSON whatever the caller says it accepts. */
const machineRoutes = new Set(['token', 'userinfo', 'introspection', 'revocation', 'jwks', 'discovery'])

/**
 * An error that cannot be sent to an application. Of the request the page repeats nothing but a redirect address that is not
 * registered, to the developer of an application that is known, and as text (RFC 9700 section 4.11).
 */
export function renderError(
  screens: Screens,
  ctx: KoaContextWithOIDC,
  out: { error: string },
  error: errors.OIDCProviderError | Error,
): void {
  if (machineRoutes.has(ctx.oidc.route)) {
    ctx.body = out
    return
  }
  // A page and never a redirect. The engine says 303 for what it would have sent back to an application.
  if (ctx.status < 400) ctx.status = 400
  const failure = failureOf(out.error, error)
  const application = applicationOf(ctx)
  const sent = failure === 'redirect-address' && application ? sentAddress(ctx) : null
  show(ctx, screens.failed(pageRequest(ctx), { error: out.error, failure, application, sent }))
}

function applicationOf({ oidc: { client } }: KoaContextWithOIDC) {
  if (!client) return null
  const home = URL.parse(client.redirectUris?.[0] ?? '')
  const name = client.clientName ?? client.clientId
  return { name, home: home && /^https?:$/.test(home.protocol) ? home.origin : null }
}

/** Null when it was not given, or several times. */
function sentAddress(ctx: KoaContextWithOIDC): string | null {
  const { redirect_uri: asked, post_logout_redirect_uri: leaving } = { ...ctx.query, ...ctx.oidc.params }
  const sent = ctx.oidc.route === 'end_session' ? leaving : asked
  return typeof sent === 'string' && sent !== '' ? sent : null
}

function failureOf(word: string, error: Error): Failure {
  if (error.name === 'SessionNotFound') return 'expired'
  if (word === 'invalid_client') return 'unknown-client'
  const { error_description: said } = error as { error_description?: string }
  if (word === 'invalid_redirect_uri' || said === 'post_logout_redirect_uri not registered') return 'redirect-address'
  return word === 'server_error' ? 'ours' : 'request'
}

/** The pages of RP-initiated logout. */
export function endSessionPages(screens: Screens) {
  return {
    async logoutSource(ctx: KoaContextWithOIDC, form: string): Promise<void> {
      const { session, entities, client } = ctx.oidc
      const hint = entities.IdTokenHint as { payload?: { sub?: string; sid?: string } } | undefined
      const { signIns = [] } = (session ?? {}) as SessionModel
      // Whoever shows the identity token of this session need not be asked (OpenID Connect RP-Initiated Logout 1.0, section 2).
      const isOfThisSession = hint?.payload?.sub === session?.accountId && signIns.includes(hint?.payload?.sid ?? '')
      if (session && isOfThisSession) return endNow(ctx)
      const { postLogoutRedirectUri } = (session?.state ?? {}) as { postLogoutRedirectUri?: string }
      const returnSource = postLogoutRedirectUri ? policySourceOf(postLogoutRedirectUri) : null
      show(ctx, screens.signOut(pageRequest(ctx), form, client?.clientName ?? null, returnSource))
    },
    async postLogoutSuccessSource(ctx: KoaContextWithOIDC): Promise<void> {
      show(ctx, screens.signedOut(pageRequest(ctx), applicationOf(ctx)))
    },
  }
}

/** What the engine does when the confirmation comes back. */
async function endNow(ctx: KoaContextWithOIDC): Promise<void> {
  const { session, provider } = ctx.oidc
  if (!session) return
  const { postLogoutRedirectUri, state } = (session.state ?? {}) as { postLogoutRedirectUri?: string; state?: string }
  const { authorizations = {} } = session as unknown as SessionModel
  for (const { grantId, persistsLogout } of Object.values(authorizations))
    if (grantId && !persistsLogout) await provider.Grant.adapter.destroy(grantId)
  await (session as unknown as SessionModel).destroy()
  ctx.oidc.cookies.set(provider.cookieName('session'), null, { httpOnly: true, sameSite: 'lax', signed: true })
  const target = new URL(postLogoutRedirectUri ?? ctx.oidc.urlFor('end_session_success'))
  if (postLogoutRedirectUri && state !== undefined) target.searchParams.set('state', state)
  if (!postLogoutRedirectUri && ctx.oidc.client) target.searchParams.set('client_id', ctx.oidc.client.clientId)
  provider.emit('end_session.success', ctx)
  ctx.body = null
  ctx.status = 303
  ctx.redirect(target.href)
}
