import type { KoaContextWithOIDC } from 'oidc-provider'
import { methodsAt } from './one-spelling.ts'
import { pagesMayRead } from './origins.ts'
import { currentIssuer } from './scope.ts'

/** Routes where clients prove who they are. */
const clientRoutes = new Set(['token', 'introspection', 'revocation'])

/** Under which the engine says `invalid_request` of who has not proved anything; RFC 6749 section 5.2 has a word for it. */
const unproven = new Set([
  'invalid authorization header value format',
  'client_id and client_secret in the authorization header are not properly encoded',
  'client_secret must be provided in the Authorization header',
  'no client authentication mechanism provided',
])
const grantNotAllowed = 'requested grant type is not allowed for this client'

type Routed = KoaContextWithOIDC & { routerName?: string }
type Said = { error?: string; error_description?: string; active?: boolean; token_type?: string; client_id?: string }

/** What the engine answers otherwise than the standards and their clients expect. */
export function correctAnswer(ctx: Routed): void {
  const route = ctx.routerName ?? ''
  if (route === '') nameMethods(ctx)
  if (!clientRoutes.has(route)) return
  const body = (ctx.body || {}) as Said
  if (body.error_description === grantNotAllowed) ctx.body = { ...body, error: 'unauthorized_client' }
  if (unproven.has(body.error_description ?? '') || mayNotAsk(ctx, route)) refuseClient(ctx)
  if (ctx.status === 401 && !ctx.response.get('www-authenticate')) challenge(ctx)
  // Clients read every success as JSON; RFC 7009 section 2.2 leaves the body open.
  if (route === 'revocation' && ctx.status === 200) ctx.body = {}
  if (route === 'introspection') describeToken(ctx)
  if (ctx.get('origin') && !pagesMayRead(ctx)) ctx.remove('access-control-allow-origin')
}

/** RFC 7662 section 2.1: a public client proves nothing, so whoever holds its id would be told. */
function mayNotAsk(ctx: KoaContextWithOIDC, route: string): boolean {
  return route === 'introspection' && ctx.status === 200 && ctx.oidc.client?.clientAuthMethod === 'none'
}

function refuseClient(ctx: KoaContextWithOIDC): void {
  ctx.status = 401
  ctx.body = { error: 'invalid_client', error_description: 'client authentication failed' }
}

/** RFC 9110 section 15.5.2: no 401 without one. */
function challenge(ctx: KoaContextWithOIDC): void {
  const { error, error_description: description } = ctx.body as Said
  ctx.set('www-authenticate', `Basic realm="${currentIssuer()}", error="${error}", error_description="${description}"`)
}

/** The engine is told no audience, see the access tokens, and takes itself for the issuer of all of them. */
function describeToken(ctx: KoaContextWithOIDC): void {
  const body = ctx.body as (Said & { aud?: string; iss?: string }) | undefined
  if (!body?.active || !body.token_type) return
  const { AccessToken, ClientCredentials } = ctx.oidc.entities as Record<string, { iss?: string } | undefined>
  const iss = (AccessToken ?? ClientCredentials)?.iss
  if (iss) body.iss = iss
  if (body.client_id) body.aud = body.client_id
}

/** RFC 9110 section 15.5.6: a known address says which methods it takes. */
function nameMethods(ctx: KoaContextWithOIDC): void {
  if (ctx.status !== 404 || ctx.body) return
  const allowed = methodsAt.get(ctx.path)
  ctx.status = allowed ? 405 : 404
  if (allowed) ctx.set('allow', allowed)
  ctx.body = { error: 'invalid_request', error_description: 'unrecognized route or not allowed method' }
}
