import { defaultsOf, poolSettings, type SettingRows, type SettingsOf } from '@menshen/contract/settings'
import type { MfaSettings } from '../mfa/settings.ts'

/** What the special rows hold, by the name of their reader. */
export interface PoolSpecials {
  /** Codes of `pool-types.ts`. */
  poolTypes: string[]
  /** One a line; '': every page. See `allowed-origins.ts`. */
  originLines: string
  mfa: MfaSettings
  /** What the sender needs is kept with the providers, sealed. */
  smsSender: { enabled: boolean; provider: string | null }
}

/** Settings of a user pool, under the names of the wire. What each is, and in which unit, stands in its row of the contract. */
export type PoolSettings = SettingsOf<typeof poolSettings, PoolSpecials>

/** A sliding window: at most `limit` in `timeInterval` seconds. */
export type FrequencyCheck = PoolSettings['loginFailCheck']

/** What holds where nothing is stored. */
export const defaultPoolSettings: PoolSettings = defaultsOf(poolSettings)

/**
 * What is stored for a pool that is made. Those that were made before stay as they are: nobody there is refused a password that
 * was good yesterday.
 */
export const newPoolSettings: Partial<PoolSettings> = Object.fromEntries(
  Object.entries(poolSettings as SettingRows).flatMap(([name, row]) => ('forNew' in row ? [[name, row.forNew]] : [])),
)

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

/** All that are taken now. */
export function secretsOfPool(
  { secret, formerSecret }: Pick<UserPool, 'secret' | 'formerSecret'>,
  now: Date,
): string[] {
  return formerSecret && formerSecret.until > now ? [secret, formerSecret.secret] : [secret]
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
