import type { Identity } from '#domain/people/identity/identity.ts'

/**
 * An account at another provider as the clients know one. The provider's tokens are not sent: they are the pool's to
 * use.
 */
export function encodeIdentity({ userPoolId, userId, provider, userIdInIdp, extIdpId, ...identity }: Identity) {
  return {
    userPoolId,
    userId,
    provider,
    userIdInIdp,
    extIdpId: extIdpId || null,
    identityId: `${provider}:${userIdInIdp}`,
    type: identity.type,
    isSocial: identity.isSocial,
    connectionId: identity.connectionId,
    openid: identity.openid,
    userInfoInIdp: JSON.stringify(identity.userInfo),
    accessToken: null,
    refreshToken: null,
  }
}
