import type { Seal } from '#platform/crypto/seal.ts'

/** What an account at another provider is known by, in one pool. */
export interface IdentityKey {
  /** The provider (`github`), or the identifier of an enterprise connection. */
  provider: string
  userIdInIdp: string
  /** The identity source; empty for providers that a pool has once. */
  extIdpId: string
  /** Which of its ids the provider gave: `generic`, `openid`, `unionid`. */
  type: string
}

export interface NewIdentity extends IdentityKey {
  isSocial: boolean
  connectionId: string | null
  openid: string | null
  userInfo: Record<string, unknown>
  accessTokenSealed: Buffer | null
  refreshTokenSealed: Buffer | null
}

/** An account of one person at another provider. The provider's tokens stay sealed. */
export interface Identity extends NewIdentity {
  userPoolId: string
  userId: string
  createdAt: Date
  updatedAt: Date
}

const purposes = { accessToken: 'identity access token', refreshToken: 'identity refresh token' } as const

export function sealToken(seal: Seal, kind: keyof typeof purposes, token: string | null | undefined): Buffer | null {
  return token ? seal.close(purposes[kind], token) : null
}
