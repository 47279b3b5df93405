import type { Client, Configuration, KoaContextWithOIDC } from 'oidc-provider'
import type { Directory } from '#domain/directory.ts'
import type { KeyRing } from '#domain/key/key-ring.ts'
import { mayEnter } from '#domain/session/may-enter.ts'
import { profileClaims, scopeClaims } from '#domain/user/claims.ts'
import type { Clock } from '#platform/clock.ts'
import type { Look } from '#platform/database/database.ts'
import type { Screens } from '../sign-in-page.ts'
import { ownerOf } from './clients.ts'
import { grantAsked } from './grant-asked.ts'
import { interactionRules } from './interaction-rules.ts'
import { lifetimes } from './lifetimes.ts'
import { endSessionPages, renderError } from './pages.ts'

const signatures = ['HS256', 'RS256', 'ES256', 'EdDSA'] as const

/** What the engine is told of our house. */
export function configure(
  { keys, directory, clock, look }: { keys: KeyRing; directory: Directory; clock: Clock; look: Look },
  adapter: Configuration['adapter'],
  screens: Screens,
): Configuration {
  return {
    adapter,
    jwks: { keys: signingKeys(keys) },
    cookies: {
      keys: [keys.cookieSecret],
      long: { signed: true, httpOnly: true, sameSite: 'lax' },
      short: { signed: true, httpOnly: true, sameSite: 'lax' },
    },
    routes: { jwks: '/.well-known/jwks.json' },
    scopes: ['openid', 'offline_access', ...Object.keys(scopeClaims)],
    // `amr` stands in identity tokens only: nobody's profile has it.
    claims: { openid: ['sub', 'amr'], ...scopeClaims },
    // Clients of this protocol read the person's claims from the identity token, not only at the user information endpoint.
    conformIdTokenClaims: false,
    // A request says where it wants the answer, even when there is only one place (OpenID Connect Core 1.0, section 3.1.2.1).
    allowOmittingSingleRegisteredRedirectUri: false,
    responseTypes: ['code'],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'none'],
    clientDefaults: { grant_types: [], response_types: [] },
    enabledJWA: { idTokenSigningAlgValues: [...signatures] },
    pkce: { required: (_ctx, client) => client.tokenEndpointAuthMethod === 'none' },
    ttl: lifetimes,
    features: features(screens, directory),
    // Everything ends with the browser session, but not by the engine's look-up: see the adapter.
    expiresWithSession: async () => true,
    loadExistingGrant: (ctx) => grantAsked(look, ctx),
    // Access tokens are not stored: the grant is what they all hang on, so revoking one of them ends it.
    revokeGrantPolicy: () => true,
    clientBasedCORS,
    renderError: (ctx, out, error) => renderError(screens, ctx, out, error),
    interactions: {
      policy: interactionRules({ keys, directory, look }, clock),
      // With the application, so that a page which has expired can still say where to begin again.
      url: (_ctx, interaction) => `/interaction/${interaction.uid}?client_id=${interaction.params.client_id}`,
    },
    findAccount: (ctx, id) => findAccount(directory, ctx, id),
  }
}

function features(screens: Screens, directory: Directory): Configuration['features'] {
  // An application's accounts are its own.
  const sameClient = async (_ctx: KoaContextWithOIDC, client: { clientId: string }, token: { clientId?: string }) =>
    token.clientId === client.clientId ||
    (await directory.accessAccount(token.clientId ?? ''))?.applicationId === client.clientId
  return {
    devInteractions: { enabled: false },
    dPoP: { enabled: false },
    pushedAuthorizationRequests: { enabled: false },
    resourceIndicators: { enabled: false },
    clientCredentials: { enabled: true },
    // Nobody learns anything of another client's token (RFC 7662 section 4, RFC 7009 section 2.1).
    introspection: { enabled: true, allowedPolicy: sameClient },
    revocation: { enabled: true, allowedPolicy: sameClient },
    rpInitiatedLogout: { enabled: true, ...endSessionPages(screens) },
  }
}

/** The key that signs comes first of its kind: the engine takes the first that fits. */
function signingKeys(keys: KeyRing) {
  return keys.published().map(({ privateJwk }) => privateJwk as { kty: string })
}

/** Pages of a registered address may call us with their own tokens; so may those of public clients with their codes. */
function clientBasedCORS(ctx: KoaContextWithOIDC, origin: string, client: Client): boolean {
  const allowed = ctx.oidc.route === 'userinfo' || client.tokenEndpointAuthMethod === 'none'
  return allowed && isOwnOrigin(origin, client)
}

/** Whether a page of this origin belongs to the client. */
export function isOwnOrigin(origin: string, { redirectUris = [] }: { redirectUris?: readonly string[] }): boolean {
  return redirectUris.some((uri) => URL.parse(uri)?.origin === origin)
}

/** Nobody for a stranger's pool and for who may not enter. */
async function findAccount(directory: Directory, ctx: KoaContextWithOIDC, id: string) {
  const { pool, application } = ownerOf(ctx.oidc.client)
  const user = await directory.user(pool.id, id)
  if (!mayEnter(user)) return undefined
  return { accountId: id, claims: async () => ({ sub: id, ...profileClaims(user, application.settings.claimForm) }) }
}
