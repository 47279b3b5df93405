import type Provider from 'oidc-provider'
import type { Application } from '#domain/application/application.ts'
import type { Directory } from '#domain/directory.ts'
import type { UserPool } from '#domain/pool/user-pool.ts'
import type { Models } from './engine-types.ts'
import { currentScope } from './scope.ts'

/** Whose client this is. */
export interface ClientOwner {
  application: Application
  pool: UserPool
}

const owners = new WeakMap<object, ClientOwner>()

/** The application behind a client of the engine. */
export function ownerOf(client: object | undefined): ClientOwner {
  const owner = client && owners.get(client)
  if (!owner) throw new Error('the engine holds a client that did not come from the directory')
  return owner
}

/** The engine asks with whatever the request carried; nothing else can be an id of ours. */
const idShape = /^[\w-]{1,64}$/

/**
 * Makes the engine take its clients from the directory. What the engine built of an application is kept exactly as long
 * as the directory keeps the application, so a change is seen as soon as everywhere else.
 */
export function serveClients(provider: Provider, directory: Directory): void {
  const { Client } = provider as unknown as Models
  const built = new WeakMap<Application, object>()

  Client.find = async (id) => {
    if (typeof id !== 'string' || !idShape.test(id)) return undefined
    const application = await directory.application(id)
    const pool = application && (await directory.pool(application.userPoolId))
    if (!pool) return undefined
    const client = built.get(application) ?? new Client(toMetadata(application))
    built.set(application, client)
    owners.set(client, { application, pool })
    const scope = currentScope()
    if (scope) scope.userPoolId ??= pool.id
    return client
  }
  // Every token says which session it belongs to, not only those of clients that are told about sign-outs.
  Client.prototype.includeSid = () => true
  // Exactly what is registered (RFC 9700 section 2.1): the engine would let a native client vary the port of a loopback address.
  Object.assign(Client.prototype, {
    redirectUriAllowed(this: { redirectUris: string[] }, uri: string) {
      return this.redirectUris.includes(uri)
    },
    postLogoutRedirectUriAllowed(this: { postLogoutRedirectUris?: string[] }, uri: string) {
      return this.postLogoutRedirectUris?.includes(uri) ?? false
    },
  })
}

/** Client metadata of OpenID Connect Dynamic Client Registration 1.0, section 2. */
export function toMetadata({ id, name, secret, redirectUris, logoutRedirectUris, settings }: Application): object {
  const isPublic = settings.tokenEndpointAuthMethod === 'none'
  const addresses = redirectUris.filter(isUsable)
  const people = addresses.length > 0 && settings.grantTypes.includes('authorization_code')
  const grantTypes = settings.grantTypes.filter((type) =>
    // A machine has to prove who it is, and without an address to return to nobody can sign in.
    type === 'client_credentials' ? !isPublic : people,
  )
  return {
    client_id: id,
    client_name: name,
    client_secret: secret,
    application_type: addresses.every(isWeb) ? 'web' : 'native',
    grant_types: grantTypes,
    response_types: people ? ['code'] : [],
    redirect_uris: addresses,
    post_logout_redirect_uris: logoutRedirectUris.filter(isUsable),
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
