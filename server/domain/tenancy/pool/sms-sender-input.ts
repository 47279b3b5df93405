import { refuse } from '@menshen/contract/errors'
import { refuseChoice } from '#domain/shape/choice.ts'
import { fields, flag, isObject, isOf, ofKind, text } from '#domain/shape/kind.ts'
import { requireKnown } from '#domain/shape/require-known.ts'
import type { PoolSettings } from './user-pool.ts'

/** A pool's own sender of texts as a door hands it over, checked. */
export interface SmsSender {
  shown: PoolSettings['customSMSProvider']
  /** What the sender needs; null keeps what is stored. Never read back: it holds secrets. */
  config: Record<string, unknown> | null
}

const known: ReadonlySet<string> = new Set(['enabled', 'provider', 'config'])

/**
 * Reads `customSMSProvider`: which sender of `kinds`, and as JSON text what it needs. What is not given stays; another sender needs
 * settings of its own. 400 for anything else; what a sender lacks shows when a text is sent (3014).
 */
export function parseSmsSender(
  value: unknown,
  current: PoolSettings['customSMSProvider'],
  kinds: readonly string[],
): SmsSender {
  const input = ofKind(fields, value, 'customSMSProvider')
  requireKnown(input, { known, unbuilt: { config253: null } }, 'updateUserpool', 'customSMSProvider.')
  const enabled = ofKind(flag, input.enabled ?? current.enabled, 'customSMSProvider.enabled')
  const provider = input.provider ?? current.provider
  if (provider !== null && !kinds.includes(provider as string)) refuseChoice('customSMSProvider.provider', kinds)
  const config = input.config === undefined || input.config === null ? null : parseConfig(input.config)
  if (provider === null && (config || enabled)) refuseMissing('provider')
  const isNew = provider !== current.provider
  if (isNew && !config) refuseMissing('config')
  return { shown: { enabled, provider: provider as string | null }, config }
}

function parseConfig(value: unknown): Record<string, unknown> {
  try {
    const config: unknown = isOf(text, value) && value.length <= 65_536 ? JSON.parse(value) : null
    if (isObject(config)) return config
  } catch {
    // Answered below.
  }
  return refuse(400, { variant: 'jsonText', values: { field: 'customSMSProvider.config' } })
}

function refuseMissing(name: string): never {
  return refuse(400, { variant: 'missing', values: { field: `customSMSProvider.${name}` } })
}
