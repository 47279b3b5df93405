import type { Configuration } from 'oidc-provider'
import { machineLifetime, ownerOf } from './clients.ts'
import { currentScope } from './scope.ts'

const minute = 60
const day = 86_400

/** How long things are good for, in seconds. A session of ours that ends earlier ends all of them. */
export const lifetimes: Configuration['ttl'] = {
  AuthorizationCode: minute,
  AccessToken: (_ctx, _token, client) => ownerOf(client).application.settings.accessTokenLifetime,
  ClientCredentials: (_ctx, _token, client) => machineLifetime(ownerOf(client)),
  IdToken(_ctx, _token, client) {
    const { application, pool } = ownerOf(client)
    const { idTokenLifetime, accessTokenLifetime } = application.settings
    return idTokenLifetime ?? Math.min(accessTokenLifetime, pool.settings.tokenExpiresAfter)
  },
  RefreshToken(ctx, _token, client) {
    // A browser that keeps on rotating must come back to the sign-in page some day (RFC 9700 section 4.14.2).
    const rotated = ctx.oidc.entities.RotatedRefreshToken
    if (rotated && client.tokenEndpointAuthMethod === 'none') return Math.max(1, rotated.remainingTTL)
    return ownerOf(client).application.settings.refreshTokenLifetime
  },
  // A person who is called away from the sign-in page finds it usable when coming back.
  Interaction: 60 * minute,
  Session: () => currentScope()?.sessionLifetime ?? 14 * day,
  Grant: ({ oidc: { client, grant } }) => grantLifetime(client, grant?.getOIDCScope() ?? ''),
}

/** Outlasts every token that hangs on the grant; refresh tokens are renewed for a year at most. */
export function grantLifetime(client: object | undefined, scope: string): number {
  const { accessTokenLifetime, refreshTokenLifetime } = ownerOf(client).application.settings
  const isOffline = scope.split(' ').includes('offline_access')
  return isOffline ? Math.max(400 * day, refreshTokenLifetime) + accessTokenLifetime : accessTokenLifetime + 10 * minute
}
