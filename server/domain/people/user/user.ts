import type { FactorKind } from '#domain/tenancy/mfa/factor-kind.ts'
import type { ProfileField } from './profile-types.ts'

export type Profile = Partial<Record<ProfileField, string | null>>

/** What an administrator can vouch for: that the account is somebody's whom they know, and each of its two addresses. */
export type Vouched = 'account' | 'email' | 'phone'

export type UserStatus = 'Activated' | 'Suspended' | 'Resigned' | 'Archived'

/** A person in one user pool. */
export interface User {
  id: string
  userPoolId: string
  status: UserStatus
  /** Null: it is what it was from the first. */
  statusChangedAt: Date | null
  username: string | null
  email: string | null
  emailVerified: boolean
  /** The address that counts as verified because the pool takes every address so, and not by a proof; null: none. */
  emailAssumed: string | null
  phone: string | null
  phoneCountryCode: string | null
  phoneVerified: boolean
  externalId: string | null
  unionid: string | null
  openid: string | null
  blocked: boolean
  /** Has to choose a password of their own (1639), or a new one (2058), before signing in with the present one. */
  resetPasswordOnFirstLogin: boolean
  resetPasswordOnNextLogin: boolean
  /** What an administrator has said is this person's. */
  vouched: Vouched[]
  /** How the account came to be, e.g. `basic:email`, `import:manual`. */
  registerSource: string[]
  profile: Profile
  /** How good the password is: see `securityLevelOf`. Null without one, or when it was never seen. */
  passwordSecurityLevel: number | null
  /** Kinds of second factors that the person has set up; see `factor/factor.ts`. */
  secondFactors: FactorKind[]
  /** Counts every change of them. */
  factorEpoch: number
  /** When a second factor was last shown. */
  lastMfaTime: Date | null
  loginsCount: number
  lastLogin: Date | null
  lastIp: string | null
  signedUp: Date
  createdAt: Date
  updatedAt: Date
}

/** `arn:cn:authing:<pool>:user:<id>`, the name of a person in policies and logs of the official clients. */
export function arnOf(user: Pick<User, 'id' | 'userPoolId'>): string {
  return `arn:cn:authing:${user.userPoolId}:user:${user.id}`
}

/** What exactly one person of a pool is found by. */
export type UserKey = 'id' | 'username' | 'email' | 'phone' | 'externalId'
