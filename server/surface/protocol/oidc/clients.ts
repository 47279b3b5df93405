import { timingSafeEqual } from 'node:crypto'
import type Provider from 'oidc-provider'
import { errors } from 'oidc-provider'
import type { AccessAccount } from '#domain/access/access-account/access-account.ts'
import type { EnginePort } from '#domain/entry/oidc-artifact/engine-port.ts'
import type { CachedRecords } from '#domain/shape/cached-records.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import { isSecretOf } from '#domain/tenancy/application/is-secret-of.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import { sha256 } from '#platform/crypto/compare.ts'
import { newToken } from '#platform/crypto/random.ts'
import { accountLandingPath } from '../../sign-in-page.ts'
import type { Models } from './engine-types.ts'
import { currentScope } from './scope.ts'

/** Whose client this is. */
export interface ClientOwner {
  application: Application
  pool: UserPool
  /** Of a client that is a programmatic access account of the application. */
  account: AccessAccount | null
}

const owners = new WeakMap<object, ClientOwner>()

/** The application behind a client of the engine. */
export function ownerOf(client: object | undefined): ClientOwner {
  const owner = client && owners.get(client)
  if (!owner) throw new Error('the engine holds a client that did not come from the cached records')
  return owner
}

/** The engine asks with whatever the request carried; nothing else can be an id of ours. */
const idShape = /^[\w-]{1,64}$/

/**
 * Makes the engine take its clients from the cached records. What the engine built of an application is kept exactly as long
 * as the cache keeps the application, so a change is seen as soon as everywhere else.
 */
export function serveClients(provider: Provider, { cached, clock, countWrongSecret }: EnginePort): void {
  const { Client } = provider as unknown as Models
  const built = new WeakMap<Application | AccessAccount, object>()

  Client.find = async (id) => {
    if (typeof id !== 'string' || !idShape.test(id)) return undefined
    const owner = await findOwner(cached, id)
    if (!owner) return undefined
    const { application, pool, account } = owner
    const client =
      built.get(account ?? application) ?? new Client(account ? toMachine(account) : toMetadata(application))
    built.set(account ?? application, client)
    owners.set(client, owner)
    const scope = currentScope()
    if (scope) scope.userPoolId ??= pool.id
    return client
  }
  // Every token says which session it belongs to, not only those of clients that are told about sign-outs.
  Client.prototype.includeSid = () => true
  Client.prototype.compareClientSecret = async function (this: object, given) {
    if (provesItself(this, given, clock())) return true
    const patient = await countWrongSecret(ownerOf(this).pool.id, currentScope()?.client.ip ?? '')
    if (!patient) throw new errors.OIDCProviderError(429, 'slow_down')
    return false
  }
  // Exactly what is registered (RFC 9700 section 2.1), but for the port of a loopback address.
  Object.assign(Client.prototype, {
    redirectUriAllowed(this: RegisteredClient, uri: string) {
      return this.redirectUris?.includes(uri) || isOnAnotherPort(this, uri) || isOwnLanding(this, uri)
    },
    // Not by the engine's own list, which takes no scheme of a program besides pages.
    postLogoutRedirectUriAllowed(this: object, uri: string) {
      return isUsable(uri) && ownerOf(this).application.logoutRedirectUris.includes(uri)
    },
  })
}

interface RegisteredClient {
  redirectUris?: readonly string[]
  applicationType?: string
  clientAuthMethod?: unknown
}

/** A loopback address by number, which nothing but this computer answers; a name could be led elsewhere. */
const loopbackAddress = /^http:\/\/(127\.0\.0\.1|\[::1\])(?::\d{1,5})?(?=[/?]|$)/

/**
 * Whether the address is a registered one but for its port. A program on a person's computer listens wherever a port is free
 * (RFC 8252 section 7.3). Only for clients that can be such a program: those with a secret stay on the port they registered.
 */
export function isOnAnotherPort(
  { redirectUris = [], applicationType, clientAuthMethod }: RegisteredClient,
  uri: string,
): boolean {
  if (clientAuthMethod !== 'none' && applicationType !== 'native') return false
  if (!loopbackAddress.test(uri) || !URL.canParse(uri) || redirectUris.includes(uri)) return false
  const withoutPort = (address: string) => address.replace(loopbackAddress, 'http://$1')
  return redirectUris.some((known) => loopbackAddress.test(known) && withoutPort(known) === withoutPort(uri))
}

/** The way back to the user centre, under the address that the request came to. Not for strangers, to whom people consent. */
function isOwnLanding(client: object, uri: string): boolean {
  const origin = currentScope()?.origin
  return origin !== undefined && uri === origin + accountLandingPath && ownerOf(client).application.settings.firstParty
}

/** What a client's id stands for: an application, or a programmatic access account that is switched on. */
export async function findOwner(cached: CachedRecords, id: string): Promise<ClientOwner | null> {
  const itself = await cached.application(id)
  const account = itself ? null : await cached.accessAccount(id)
  if (account && !account.enabled) return null
  const application = itself ?? (account && (await cached.application(account.applicationId)))
  const pool = application && (await cached.pool(application.userPoolId))
  return pool ? { application, pool, account } : null
}

/** Whether this is the client's secret, or the one before it while that is still taken. */
export function provesItself(client: object, given: string, now: Date): boolean {
  const { application, account } = ownerOf(client)
  if (account) return timingSafeEqual(sha256(given), account.secretHash)
  return isSecretOf(application, given, now)
}

/** The engine wants to hold a secret of whoever has one; nobody knows this, and it is never compared. */
function toMachine({ id }: AccessAccount): object {
  return {
    client_id: id,
    client_secret: newToken(),
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
    token_endpoint_auth_method: 'client_secret_basic',
  }
}

/** How long tokens of a machine are good for, in seconds. */
export function machineLifetime({ application, account }: ClientOwner): number {
  return account?.tokenLifetime ?? application.settings.accessTokenLifetime
}

/** Client metadata of OpenID Connect Dynamic Client Registration 1.0, section 2. */
function toMetadata({ id, name, secret, redirectUris, settings }: Application): object {
  const isPublic = settings.tokenEndpointAuthMethod === 'none'
  const addresses = redirectUris.filter(isUsable)
  const people = addresses.length > 0 && settings.grantTypes.includes('authorization_code')
  // A machine has to prove who it is, and without an address to return to nobody comes from the sign-in page. Refresh tokens come of
  // signing in by an operation as well.
  const open: Record<string, boolean> = {
    client_credentials: !isPublic,
    authorization_code: people,
    refresh_token: true,
  }
  const grantTypes = settings.grantTypes.filter((type) => open[type])
  return {
    client_id: id,
    client_name: name,
    client_secret: secret,
    application_type: addresses.every(isWeb) ? 'web' : 'native',
    grant_types: grantTypes,
    response_types: people ? ['code'] : [],
    redirect_uris: addresses,
    token_endpoint_auth_method: settings.tokenEndpointAuthMethod,
    id_token_signed_response_alg: settings.idTokenAlgorithm,
  }
}

function isUsable(uri: string): boolean {
  return URL.canParse(uri) && !uri.includes('#')
}

function isWeb(uri: string): boolean {
  return /^https?:/.test(uri)
}
