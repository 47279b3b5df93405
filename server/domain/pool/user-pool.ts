/** A sliding window: at most `limit` in `timeInterval` seconds. */
export interface FrequencyCheck {
  enabled: boolean
  limit: number
  timeInterval: number
}

/** Settings of a user pool, under the names of the wire. Times in seconds. */
export interface PoolSettings {
  /** Lifetime of user tokens. */
  tokenExpiresAfter: number
  /** 0 any non-empty, 1 at least 6 characters, 2 two and 3 three kinds of characters. */
  passwordStrength: 0 | 1 | 2 | 3
  /** Refuses passwords that everybody tries first. Null: where the strength asks for two kinds of characters or more. */
  refuseCommonPasswords: boolean | null
  registerDisabled: boolean
  /** Successful registrations per client address (2100). */
  frequentRegisterCheck: FrequencyCheck
  /** Who is not on the list of that kind cannot register (2031). */
  whitelist: { phoneEnabled: boolean; emailEnabled: boolean; usernameEnabled: boolean }
  /** What registering leaves an e-mail address as. */
  emailVerifiedDefault: boolean
  loginRequireEmailVerified: boolean
  /** Wrong passwords per account, and four times as many per address, before `loginFailStrategy` steps in. */
  loginFailCheck: FrequencyCheck
  loginFailStrategy: 'captcha' | 'block-account'
  /** Wrong passwords per account before it is locked (2005) until they have left the window. */
  loginPasswordFailCheck: FrequencyCheck
  /** One answer for an unknown account and for a wrong password: 2333 in the place of 2004, 2006 and 2027. */
  hideAccountExistence: boolean
  changePhoneStrategy: { verifyOldPhone: boolean }
  changeEmailStrategy: { verifyOldEmail: boolean }
  verifyCodeLength: number
  verifyCodeMaxAttempts: number
  verifyCodeLifetime: number
  /** After a code was sent to an address, the next one waits that long (2080). */
  verifyCodeResendInterval: number
  sendWelcomeEmail: boolean
  /** Sign-ins per calendar month in UTC (2002), people who sign in per month and people in all (2040). Null: any number. */
  monthlyLoginQuota: number | null
  mauQuota: number | null
  userCountQuota: number | null
}

/** What holds where nothing is stored. */
export const defaultPoolSettings: PoolSettings = {
  // 14 days, as observed of the official service.
  tokenExpiresAfter: 1_209_600,
  passwordStrength: 1,
  refuseCommonPasswords: null,
  registerDisabled: false,
  // Wide enough for an office behind one address.
  frequentRegisterCheck: { enabled: true, limit: 100, timeInterval: 300 },
  whitelist: { phoneEnabled: false, emailEnabled: false, usernameEnabled: false },
  emailVerifiedDefault: false,
  loginRequireEmailVerified: false,
  loginFailCheck: { enabled: true, limit: 5, timeInterval: 300 },
  loginFailStrategy: 'captcha',
  loginPasswordFailCheck: { enabled: true, limit: 50, timeInterval: 3600 },
  hideAccountExistence: false,
  changePhoneStrategy: { verifyOldPhone: true },
  changeEmailStrategy: { verifyOldEmail: true },
  verifyCodeLength: 6,
  verifyCodeMaxAttempts: 3,
  verifyCodeLifetime: 300,
  verifyCodeResendInterval: 60,
  sendWelcomeEmail: false,
  monthlyLoginQuota: null,
  mauQuota: null,
  userCountQuota: null,
}

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

/** What holds in a pool: what is stored, member by member, over the defaults. */
export function completeSettings(stored: Record<string, unknown>): PoolSettings {
  const settings: Record<string, unknown> = { ...defaultPoolSettings, ...stored }
  for (const [name, value] of Object.entries(defaultPoolSettings))
    if (typeof value === 'object' && value !== null)
      settings[name] = { ...value, ...(stored[name] as object | undefined) }
  return settings as unknown as PoolSettings
}
