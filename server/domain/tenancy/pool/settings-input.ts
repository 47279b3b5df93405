import { poolSettings, type SettingRows, unbuiltPoolSettings } from '@menshen/contract/settings'
import { readSetting, requireNull, type SpecialReaders } from '#domain/shape/read-setting.ts'
import { requireKnown, type Vocabulary } from '#domain/shape/require-known.ts'
import { type MfaSettings, parseMfaSettings } from '../mfa/settings.ts'
import { parseAllowedOrigins } from './allowed-origins.ts'
import { poolFieldNames } from './pool-input.ts'
import { parsePoolTypes } from './pool-types.ts'
import { parseSmsSender } from './sms-sender-input.ts'
import type { PoolSettings, PoolSpecials } from './user-pool.ts'

/** Settings as a door hands them over: unchecked, absent ones undefined. */
export type SettingsInput = Record<string, unknown>

/** `smsKinds`: the senders of texts that a pool can choose from. */
const specialReaders = (smsKinds: readonly string[]): SpecialReaders<typeof poolSettings, PoolSpecials> => ({
  poolTypes: parsePoolTypes,
  originLines: parseAllowedOrigins,
  mfa: (value, name, current) => parseMfaSettings(value, name, current as MfaSettings),
  smsSender: (value, _name, current) => parseSmsSender(value, current as PoolSpecials['smsSender'], smsKinds).shown,
})

const rows: SettingRows = poolSettings

/** What a pool's own administrators may set besides its name, by the names of the wire. */
export const settableNames = Object.keys(rows).filter(
  (name) => rows[name]?.setBy !== 'operator',
) as (keyof PoolSettings)[]

const vocabulary: Vocabulary = {
  known: new Set<string>([...settableNames, ...poolFieldNames]),
  unbuilt: unbuiltPoolSettings,
}

/**
 * Checks settings against what holds now: of a group, what is not given stays. 400 for what a setting cannot be and for a name that
 * nobody knows, 1000 for one that is not built, 2009 for an unknown type.
 */
export function parseSettings(
  input: SettingsInput,
  current: PoolSettings,
  smsKinds: readonly string[],
): Partial<PoolSettings> {
  requireKnown(input, vocabulary, 'updateUserpool')
  for (const name of ['name', 'domain']) if (input[name] === null) requireNull(name, name)
  const specials = specialReaders(smsKinds)
  const settings: Record<string, unknown> = {}
  for (const name of settableNames) {
    const value = input[name]
    if (value !== undefined)
      settings[name] = readSetting(poolSettings[name], { value, name, current: current[name] }, specials)
  }
  return settings
}
