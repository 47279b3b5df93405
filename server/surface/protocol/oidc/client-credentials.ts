import { errors, type KoaContextWithOIDC, type Provider } from 'oidc-provider'
import type { EnginePort } from '#domain/entry/oidc-artifact/engine-port.ts'
import { ownerOf } from './clients.ts'
import { currentScope } from './scope.ts'

/**
 * The client credentials grant (RFC 6749 section 4.4). Scopes that the application may not ask for are left out and named
 * in `rejected_scope`, as on the service whose clients we serve, instead of refusing the request.
 */
export function serveClientCredentials(provider: Provider, port: EnginePort): void {
  provider.registerGrantType('client_credentials', (ctx) => grantClientCredentials(provider, port, ctx), ['scope'])
}

async function grantClientCredentials(provider: Provider, port: EnginePort, ctx: KoaContextWithOIDC): Promise<void> {
  const { client, requestParamScopes } = ctx.oidc
  if (!client) throw new errors.InvalidClientAuth('no client')
  const { account } = ownerOf(client)
  const from = currentScope()?.client ?? { ip: '', userAgent: null }
  const { rejected } = divideScopes(client, requestParamScopes)
  const permitted =
    account && rejected ? await port.permittedScopes(account, rejected.split(' '), from) : new Set<string>()
  const divided = divideScopes(client, requestParamScopes, permitted)
  const token = new provider.ClientCredentials({ client, scope: divided.scope || undefined } as never)
  ctx.oidc.entity('ClientCredentials', token)
  const value = await token.save()
  ctx.body = clientCredentialsAnswer({ value, expiration: token.expiration, tokenType: token.tokenType }, divided)
}

interface DividedScopes {
  scope: string
  rejected: string
}

/** What of the asked scopes the application may have, or is permitted to the account that asks, and what not; each with spaces between, as on the wire. */
export function divideScopes(
  client: object,
  asked: ReadonlySet<string>,
  permitted: ReadonlySet<string> = new Set(),
): DividedScopes {
  const allowed = new Set([...ownerOf(client).application.settings.machineScopes, ...permitted])
  const names = [...asked]
  return {
    scope: names.filter((name) => allowed.has(name)).join(' '),
    rejected: names.filter((name) => !allowed.has(name)).join(' '),
  }
}

/** RFC 6749 section 5.1. */
export function clientCredentialsAnswer(
  { value, expiration, tokenType }: { value: string; expiration: number; tokenType: string },
  { scope, rejected }: DividedScopes,
): object {
  return {
    access_token: value,
    expires_in: expiration,
    token_type: tokenType,
    // RFC 6749 section 3.3: a scope has one name at least.
    ...(scope && { scope }),
    ...(rejected && { rejected_scope: rejected }),
  }
}
