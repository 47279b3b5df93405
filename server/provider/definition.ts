import type { Words } from '@menshen/contract/settings'
import { type Static, type TObject, Type } from 'typebox'
import { Value } from 'typebox/value'

/**
 * All that there is to know of a provider: what it is called, what it needs, how it is made. `Ground` is what the platform
 * hands to each provider of a channel, `Made` the port that it fills.
 */
export interface Definition<Ground, Made> {
  /** By which it is stored and said on the wire. Never changes. */
  kind: string
  names: Words
  /** Every member made by a function of `setting.ts`. */
  settings: TObject
  /** Throws `UnfitSettings` before anything is contacted. */
  make(settings: unknown, ground: Ground): Made
}

/** Settings are missing or of the wrong kind. It holds their names and no values: values may be secrets. */
export class UnfitSettings extends Error {
  override readonly name = 'UnfitSettings'
  /** In the order of the schema, at least one. */
  readonly settings: readonly string[]

  constructor(settings: readonly string[]) {
    super(`the provider lacks or cannot use ${settings.join(', ')}`)
    this.settings = settings
  }
}

interface Given<Settings extends TObject, Ground, Made> {
  kind: string
  names: Words
  settings: Settings
  make(settings: Static<Settings>, ground: Ground): Made
}

/** A definition whose `make` receives settings that its schema has passed, and no others. */
export function defineProvider<Settings extends TObject, Ground, Made>(
  given: Given<Settings, Ground, Made>,
): Definition<Ground, Made> {
  return { ...given, make: (settings, ground) => given.make(checkSettings(given.settings, settings), ground) }
}

/** The settings that a schema knows. Null and an empty text are the same as leaving out: forms send them. */
function checkSettings<Settings extends TObject>(schema: Settings, sent: unknown): Static<Settings> {
  const properties = Object.entries(schema.properties)
  const given = properties.flatMap(([name]) => {
    const value = memberOf(sent, name)
    return value === undefined || value === null || value === '' ? [] : [[name, value] as const]
  })
  const settings: Record<string, unknown> = Object.fromEntries(given)
  const unfit = properties.flatMap(([name, property]) => {
    const value = settings[name]
    return (value === undefined ? Type.IsOptional(property) : Value.Check(property, value)) ? [] : [name]
  })
  if (unfit.length > 0) throw new UnfitSettings(unfit)
  return settings as Static<Settings>
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined
}
