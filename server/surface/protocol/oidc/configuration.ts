import { type Configuration, errors, type KoaContextWithOIDC } from 'oidc-provider'
import type { EnginePort } from '#domain/entry/oidc-artifact/engine-port.ts'
import { isActiveAccount } from '#domain/entry/session/account-status.ts'
import { profileClaims, scopeClaims } from '#domain/people/user/claims.ts'
import type { CachedRecords } from '#domain/shape/cached-records.ts'
import type { KeyRing } from '#domain/tenancy/key/key-ring.ts'
import type { Screens } from '../../sign-in-page.ts'
import { acrValues } from './acr.ts'
import { refuseMode, unknownMode } from './answer-mode.ts'
import { essentialAcr } from './asked-acr.ts'
import { ownerOf } from './clients.ts'
import type { GrantModel } from './engine-types.ts'
import { grantAsked } from './grant-asked.ts'
import { interactionRules } from './interaction-rules.ts'
import { lifetimes } from './lifetimes.ts'
import { isOwnToken, mayIntrospect } from './may-introspect.ts'
import { clientBasedCORS } from './origins.ts'
import { endSessionPages, renderError } from './pages.ts'

const signatures = ['HS256', 'RS256', 'ES256', 'EdDSA'] as const

/** What the engine is told of our house. */
export function configure(port: EnginePort, adapter: Configuration['adapter'], screens: Screens): Configuration {
  const { keys, cached } = port
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
    // When and how the person signed in stands in identity tokens only: nobody's profile has it.
    claims: { openid: ['sub', 'auth_time', 'acr', 'amr'], ...scopeClaims },
    // Clients of this protocol read the person's claims from the identity token, not only at the user information endpoint.
    conformIdTokenClaims: false,
    // A request says where it wants the answer, even when there is only one place (OpenID Connect Core 1.0, section 3.1.2.1).
    allowOmittingSingleRegisteredRedirectUri: false,
    responseTypes: ['code'],
    clientAuthMethods: [...authMethods, 'none'],
    clientDefaults: { grant_types: [], response_types: [] },
    enabledJWA: { idTokenSigningAlgValues: [...signatures] },
    // Silence would give a token for another audience than the one asked for (RFC 8707 section 2).
    extraParams: {
      resource: (_ctx, value) => refuseResource(value),
      screen_hint: null,
      [essentialAcr]: null,
      [unknownMode]: refuseMode,
    },
    acrValues: [...acrValues],
    discovery,
    pkce: { required: (_ctx, client) => client.tokenEndpointAuthMethod === 'none' },
    ttl: lifetimes,
    features: features(screens, cached),
    // By the engine's word only what signing out leaves alone; whether a session is still there the adapter looks up.
    expiresWithSession: async (ctx) => !(ctx.oidc.grant as GrantModel | undefined)?.offline,
    loadExistingGrant: (ctx) => grantAsked(port, ctx),
    // Access tokens are not stored: the grant is what they all hang on, so revoking one of them ends it.
    revokeGrantPolicy: () => true,
    clientBasedCORS,
    renderError: (ctx, out, error) => renderError(screens, ctx, out, error),
    interactions: {
      policy: interactionRules(port),
      // With the application, so that a page which has expired can still say where to begin again.
      url: (_ctx, interaction) => `/interaction/${interaction.uid}?application=${interaction.params.client_id}`,
    },
    findAccount: (ctx, id) => findAccount(cached, ctx, id),
  }
}

function features(screens: Screens, cached: CachedRecords): Configuration['features'] {
  return {
    devInteractions: { enabled: false },
    dPoP: { enabled: false },
    pushedAuthorizationRequests: { enabled: false },
    resourceIndicators: { enabled: false },
    clientCredentials: { enabled: true },
    introspection: { enabled: true, allowedPolicy: (_ctx, client, token) => mayIntrospect(cached, client, token) },
    revocation: { enabled: true, allowedPolicy: (_ctx, client, token) => isOwnToken(cached, client, token) },
    rpInitiatedLogout: { enabled: true, ...endSessionPages(screens) },
  }
}

const authMethods = ['client_secret_basic', 'client_secret_post'] as const

/** Beside what the engine says of itself (OpenID Connect Discovery 1.0, section 3, RFC 8414 section 2). */
const discovery = {
  introspection_endpoint_auth_methods_supported: [...authMethods],
  revocation_endpoint_auth_methods_supported: [...authMethods, 'none'],
  ui_locales_supported: ['zh-CN', 'en-US'],
  prompt_values_supported: ['none', 'login', 'consent', 'select_account', 'create'],
}

function refuseResource(value: unknown): void {
  if (value !== undefined) throw new errors.InvalidTarget('there are no resources to ask for')
}

/** The key that signs comes first of its kind: the engine takes the first that fits. */
function signingKeys(keys: KeyRing) {
  return keys.published().map(({ privateJwk }) => privateJwk as { kty: string })
}

/** Nobody for a stranger's pool and for who may not enter. */
async function findAccount(cached: CachedRecords, ctx: KoaContextWithOIDC, id: string) {
  const { pool, application } = ownerOf(ctx.oidc.client)
  const user = await cached.user(pool.id, id)
  if (!isActiveAccount(user)) return undefined
  return { accountId: id, claims: async () => ({ sub: id, ...profileClaims(user, application.settings.claimForm) }) }
}
