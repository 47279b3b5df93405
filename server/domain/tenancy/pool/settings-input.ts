import { refuse } from '@menshen/contract/errors'
import { choiceOf } from '#domain/shape/choice.ts'
import { requireKnown, type Vocabulary } from '#domain/shape/require-known.ts'
import { checkedText } from '#domain/shape/text.ts'
import { type MfaSettings, parseMfaSettings } from '../mfa/settings.ts'
import { parseAllowedOrigins } from './allowed-origins.ts'
import { poolFieldNames } from './pool-input.ts'
import { parsePoolTypes } from './pool-types.ts'
import { parseSmsSender } from './sms-sender-input.ts'
import type { PoolSettings } from './user-pool.ts'

/** Settings as a door hands them over: unchecked, absent ones undefined. */
export type SettingsInput = Record<string, unknown>

type Reader = (value: unknown, name: string, current: unknown) => unknown

const year = 31_536_000

/** What a pool's own administrators may set. Quotas are not among it: those are the operator's. */
const readers: Partial<Record<keyof PoolSettings, Reader>> = {
  tokenExpiresAfter: whole(60, 5 * year),
  passwordStrength: whole(0, 3),
  refuseCommonPasswords: flag,
  passwordMinLength: whole(6, 64),
  registerDisabled: flag,
  // An empty text takes it away again, as null does.
  defaultGroup: (value, name) =>
    typeof value === 'string'
      ? checkedText(value, name, 128) || null
      : refuse(400, { variant: 'text', values: { field: name } }),
  emailVerifiedDefault: flag,
  sendWelcomeEmail: flag,
  allowedOrigins: parseAllowedOrigins,
  userpoolTypes: parsePoolTypes,
  customSMSProvider: (value, _name, current) =>
    parseSmsSender(value, current as PoolSettings['customSMSProvider'])?.shown,
  // Shorter than five minutes would be less than the grain in which use is noted: see `lastSeenLag` in `session`.
  sessionIdleTimeout: (value, name) => (value === 0 ? 0 : whole(300, year)(value, name, null)),
  sessionAbsoluteTimeout: (value, name) => (value === 0 ? 0 : whole(60, 5 * year)(value, name, null)),
  loginHistoryDays: whole(1, 3_650),
  auditLogDays: whole(1, 3_650),
  newDeviceNotice: flag,
  appSsoEnabled: flag,
  loginRequireEmailVerified: flag,
  hideAccountExistence: flag,
  firstProof: (value, name) => choiceOf(value, name, ['end', 'keep']),
  frequentRegisterCheck: group(frequency(100_000)),
  loginFailCheck: group(frequency(1_000)),
  loginPasswordFailCheck: group(frequency(1_000)),
  loginFailStrategy: (value, name) => choiceOf(value, name, ['captcha', 'block-account']),
  whitelist: group({ phoneEnabled: flag, emailEnabled: flag, usernameEnabled: flag }),
  passwordUpdatePolicy: group({ enabled: flag, forcedCycle: whole(1, 3_650), differenceCycle: whole(0, 10) }),
  qrcodeLoginStrategy: group({
    qrcodeExpiresAfter: whole(30, 3_600),
    returnFullUserInfo: flag,
    allowExchangeUserInfoFromBrowser: flag,
    ticketExpiresAfter: whole(30, 3_600),
  }),
  mfa: (value, name, current) => parseMfaSettings(value, name, current as MfaSettings),
  changePhoneStrategy: group({ verifyOldPhone: flag }),
  changeEmailStrategy: group({ verifyOldEmail: flag }),
  verifyCodeLength: whole(4, 12),
  verifyCodeMaxAttempts: whole(1, 10),
  verifyCodeLifetime: whole(30, 3_600),
  verifyCodeResendInterval: whole(1, 3_600),
  verifyCodeSceneRequired: flag,
}

/** What a pool's own administrators may set beside what it is called, by the names of the wire. */
export const settableNames = Object.keys(readers) as (keyof PoolSettings)[]

/** Those that null says something of. */
const nullable: ReadonlySet<string> = new Set<keyof PoolSettings>(['refuseCommonPasswords', 'defaultGroup'])

const vocabulary: Vocabulary = {
  known: new Set<string>([...settableNames, ...poolFieldNames]),
  // Of the protocol, and read by nothing.
  unbuilt: { app2WxappLoginStrategy: null },
}

/**
 * Checks settings against what holds now: of a group, what is not given stays. 400 for what a setting cannot be and for a name that
 * nobody knows, 1000 for one that is not built, 2009 for an unknown type.
 */
export function parseSettings(input: SettingsInput, current: PoolSettings): Partial<PoolSettings> {
  requireKnown(input, vocabulary, 'updateUserpool')
  for (const name of ['name', 'domain']) if (input[name] === null) requireNull(name, name)
  const settings: Record<string, unknown> = {}
  for (const name of settableNames) {
    const value = input[name]
    if (value === null && nullable.has(name)) settings[name] = null
    else if (value === null) requireNull(current[name], name)
    else if (value !== undefined) settings[name] = readers[name]?.(value, name, current[name])
  }
  return settings
}

/** Null asks for nothing where there is nothing; elsewhere nobody knows whether it means to keep or to forget. */
function requireNull(current: unknown, name: string): void {
  if (current !== null && current !== undefined) refuse(400, { variant: 'null', values: { field: name } })
}

function flag(value: unknown, name: string): boolean {
  return typeof value === 'boolean' ? value : refuse(400, { variant: 'flag', values: { field: name } })
}

function whole(min: number, max: number): Reader {
  return (value, name) =>
    Number.isInteger(value) && (value as number) >= min && (value as number) <= max
      ? value
      : refuse(400, { variant: 'range', values: { field: name, min, max } })
}

function frequency(most: number): Record<string, Reader> {
  return { enabled: flag, limit: whole(1, most), timeInterval: whole(1, 86_400) }
}

function group(members: Record<string, Reader>): Reader {
  return (value, name, current) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return refuse(400, { variant: 'object', values: { field: name } })
    requireKnown(value, { known: new Set(Object.keys(members)) }, 'updateUserpool', `${name}.`)
    const merged = { ...(current as Record<string, unknown>) }
    for (const [member, read] of Object.entries(members)) {
      const given = (value as Record<string, unknown>)[member]
      if (given === null) requireNull(merged[member], `${name}.${member}`)
      else if (given !== undefined) merged[member] = read(given, `${name}.${member}`, merged[member])
    }
    return merged
  }
}
