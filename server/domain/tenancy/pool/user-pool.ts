import { defaultMfaSettings, type MfaSettings } from '../mfa/settings.ts'

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
  /** Characters that a new password has at least; 6 to 64. None but the empty one is too short at strength 0. */
  passwordMinLength: number
  registerDisabled: boolean
  /** Successful registrations per client address (2100). */
  frequentRegisterCheck: FrequencyCheck
  /** Who is not on the list of that kind cannot register (2031). */
  whitelist: { phoneEnabled: boolean; emailEnabled: boolean; usernameEnabled: boolean }
  /** Code of the group that everybody who registers joins (2012 when there is no such group any more); null: none. */
  defaultGroup: string | null
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
  /**
   * What somebody who is the first to prove an address of an account leaves of what was there before: nothing (`end`), or, as
   * the official service does, all (`keep`). See docs/decisions/0015.
   */
  firstProof: 'end' | 'keep'
  /**
   * After `forcedCycle` days a password has to be changed to sign in (2058); null: never. A new one must differ from the
   * latest `differenceCycle`, the present one among them.
   */
  passwordUpdatePolicy: { enabled: boolean; forcedCycle: number | null; differenceCycle: number | null }
  /**
   * Of codes to scan: how long one is good, and the ticket of a confirmed one; whether the browser gets the person and the
   * token at once, and whether it may redeem the ticket itself instead of a server of the pool.
   */
  qrcodeLoginStrategy: {
    qrcodeExpiresAfter: number
    returnFullUserInfo: boolean
    allowExchangeUserInfoFromBrowser: boolean
    ticketExpiresAfter: number
  }
  /** Second factors, where an application does not say otherwise. */
  mfa: MfaSettings
  changePhoneStrategy: { verifyOldPhone: boolean }
  changeEmailStrategy: { verifyOldEmail: boolean }
  verifyCodeLength: number
  verifyCodeMaxAttempts: number
  verifyCodeLifetime: number
  /** After a code was sent to an address, the next one waits that long (2080). */
  verifyCodeResendInterval: number
  /** A code is sent and good for one thing only: none without a scene, as the official clients ask for by default. */
  verifyCodeSceneRequired: boolean
  sendWelcomeEmail: boolean
  /** Origins of pages that may call us for the pool, one a line; '': of every page. See `allowed-origins.ts`. */
  allowedOrigins: string
  /** Codes of `pool-types.ts`. */
  userpoolTypes: string[]
  /** The pool's own sender of texts. What it needs is kept with the providers, sealed. */
  customSMSProvider: { enabled: boolean; provider: string | null }
  /** A session that nobody uses for so long ends, unless its application says otherwise; 0: none does. */
  sessionIdleTimeout: number
  /** A session ends so long after the person proved who they are, however often it is refreshed; 0: refreshing always helps. */
  sessionAbsoluteTimeout: number
  /** Days for which sign-ins and failed tries are remembered. */
  loginHistoryDays: number
  /** Days for which the logs of what people and administrators do are kept. */
  auditLogDays: number
  /** A mail to whoever signs in on a new device. */
  newDeviceNotice: boolean
  /** Pages of the pool's applications may ask who is signed in in this browser (`/cas/session`). */
  appSsoEnabled: boolean
  /** Sign-ins per calendar month in UTC (2002), people who sign in per month and people in all (2040). Null: any number. */
  monthlyLoginQuota: number | null
  mauQuota: number | null
  userCountQuota: number | null
  /**
   * Messages that people may cause in an hour (429): from one client address, of IPv6 one /64, and in the whole pool. Texts cost
   * money, and numbers that are called for pay whoever owns them.
   */
  hourlySendingQuota: { mailsPerAddress: number; mails: number; textsPerAddress: number; texts: number }
}

/** What holds where nothing is stored. */
export const defaultPoolSettings: PoolSettings = {
  // 14 days, as observed of the official service.
  tokenExpiresAfter: 1_209_600,
  passwordStrength: 1,
  refuseCommonPasswords: null,
  passwordMinLength: 6,
  registerDisabled: false,
  // Wide enough for an office behind one address.
  frequentRegisterCheck: { enabled: true, limit: 100, timeInterval: 300 },
  whitelist: { phoneEnabled: false, emailEnabled: false, usernameEnabled: false },
  defaultGroup: null,
  emailVerifiedDefault: false,
  loginRequireEmailVerified: false,
  loginFailCheck: { enabled: true, limit: 5, timeInterval: 300 },
  loginFailStrategy: 'captcha',
  loginPasswordFailCheck: { enabled: true, limit: 50, timeInterval: 3600 },
  hideAccountExistence: false,
  firstProof: 'end',
  passwordUpdatePolicy: { enabled: false, forcedCycle: null, differenceCycle: null },
  qrcodeLoginStrategy: {
    qrcodeExpiresAfter: 120,
    returnFullUserInfo: false,
    allowExchangeUserInfoFromBrowser: false,
    ticketExpiresAfter: 300,
  },
  mfa: defaultMfaSettings,
  changePhoneStrategy: { verifyOldPhone: true },
  changeEmailStrategy: { verifyOldEmail: true },
  verifyCodeLength: 6,
  verifyCodeMaxAttempts: 3,
  verifyCodeLifetime: 300,
  verifyCodeResendInterval: 60,
  verifyCodeSceneRequired: false,
  sendWelcomeEmail: false,
  allowedOrigins: '',
  userpoolTypes: [],
  customSMSProvider: { enabled: false, provider: null },
  sessionIdleTimeout: 0,
  sessionAbsoluteTimeout: 0,
  loginHistoryDays: 180,
  auditLogDays: 180,
  newDeviceNotice: false,
  appSsoEnabled: false,
  monthlyLoginQuota: null,
  mauQuota: null,
  userCountQuota: null,
  hourlySendingQuota: { mailsPerAddress: 100, mails: 20_000, textsPerAddress: 30, texts: 2_000 },
}

/**
 * What is stored for a pool that is made. Those that were made before stay as they are: nobody there is refused a password that
 * was good yesterday.
 */
export const newPoolSettings: Partial<PoolSettings> = { passwordMinLength: 8, refuseCommonPasswords: true }

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
  /** The one before, while it is still taken. */
  formerSecret: { secret: string; until: Date } | null
  jwtSecret: string
  /** Until when management tokens are believed that have no row of their own; null: to their end. */
  unlistedTokensUntil: Date | null
  settings: PoolSettings
  createdAt: Date
  updatedAt: Date
}

/** In which order pools are listed, as the protocol calls it. */
export type PoolOrder = 'CREATEDAT_DESC' | 'CREATEDAT_ASC' | 'UPDATEDAT_DESC' | 'UPDATEDAT_ASC'

/** What holds in a pool: what is stored, member by member, over the defaults. */
export function completeSettings(stored: Record<string, unknown>): PoolSettings {
  const settings: Record<string, unknown> = { ...defaultPoolSettings, ...stored }
  for (const [name, value] of Object.entries(defaultPoolSettings))
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      settings[name] = { ...value, ...(stored[name] as object | undefined) }
  return settings as unknown as PoolSettings
}
