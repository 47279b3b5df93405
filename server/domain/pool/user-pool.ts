/** Settings of a user pool: what is stored overrides what stands here. Times in seconds. */
export const defaultPoolSettings = {
  /** Lifetime of user tokens: 14 days, as observed of the official service. */
  tokenExpiresAfter: 1_209_600,
  /** 0 any non-empty, 1 at least 6 characters, 2 two and 3 three kinds of characters. */
  passwordStrength: 1 as 0 | 1 | 2 | 3,
  registerDisabled: false,
}

export type PoolSettings = typeof defaultPoolSettings

/** A tenant: people, applications and rules that no other pool can see. */
export interface UserPool {
  id: string
  ownerId: string | null
  isRoot: boolean
  name: string
  domain: string
  description: string | null
  logo: string
  secret: string
  jwtSecret: string
  settings: PoolSettings
  createdAt: Date
  updatedAt: Date
}
