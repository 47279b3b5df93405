import { errors, type KoaContextWithOIDC, type Provider } from 'oidc-provider'
import { ownerOf } from './clients.ts'

/**
 * The client credentials grant (RFC 6749 section 4.4). Scopes that the application may not ask for are left out and named
 * in `rejected_scope`, as on the service whose clients we serve, instead of refusing the request.
 */
export function serveMachines(provider: Provider): void {
  provider.registerGrantType('client_credentials', (ctx) => grantMachine(provider, ctx), ['scope'])
}

async function grantMachine(provider: Provider, ctx: KoaContextWithOIDC): Promise<void> {
  const { client, requestParamScopes } = ctx.oidc
  if (!client) throw new errors.InvalidClientAuth('no client')
  const allowed = new Set(ownerOf(client).application.settings.machineScopes)
  const asked = [...requestParamScopes]
  const scope = asked.filter((name) => allowed.has(name)).join(' ')
  const rejected = asked.filter((name) => !allowed.has(name)).join(' ')
  const token = new provider.ClientCredentials({ client, scope: scope || undefined } as never)
  ctx.oidc.entity('ClientCredentials', token)
  const value = await token.save()
  ctx.body = {
    access_token: value,
    expires_in: token.expiration,
    token_type: token.tokenType,
    scope,
    ...(rejected && { rejected_scope: rejected }),
  }
}
