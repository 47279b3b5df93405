import { refuse } from '@menshen/contract/errors'
import type { Application, ApplicationSettings } from './application.ts'
import { parseAddresses } from './redirect-uri.ts'
import { parseSettings, type SettingsInput } from './settings-input.ts'

type Field = 'name' | 'identifier' | 'description' | 'logo' | 'redirectUris' | 'logoutRedirectUris'

/** An application as a door hands it over: unchecked, absent fields undefined. */
export type ApplicationInput = Partial<Record<Field, unknown>> & {
  settings: SettingsInput
  /** The wire name of a setting, for the refusal that names it; its own when left out. */
  settingNames?: Partial<Record<keyof ApplicationSettings, string>>
}

export type ApplicationChanges = Partial<Pick<Application, Field>> & { settings: Partial<ApplicationSettings> }

/** Host names that the platform keeps for itself, or that would pass for it. */
const reserved = new Set(
  'users oauth oidc client dashboard console admin www api core login account accounts auth sso static assets cdn mail docs'.split(
    ' ',
  ),
)

/**
 * Checks an application's input. Order of refusals: 2007 name, 400 and 2039 identifier, 2013 and 2024 description, 400
 * logo and addresses, 2009 type, 400 other settings. Whether an identifier is taken is for the database to say.
 */
export function parseApplication(input: ApplicationInput): ApplicationChanges {
  const { settingNames = {} } = input
  return {
    ...(input.name !== undefined && { name: parseName(input.name) }),
    ...(input.identifier !== undefined && { identifier: parseIdentifier(input.identifier) }),
    ...(input.description !== undefined && { description: parseDescription(input.description) }),
    ...(input.logo !== undefined && { logo: parseLogo(input.logo) }),
    ...(input.redirectUris !== undefined && { redirectUris: parseAddresses(input.redirectUris, 'redirectUris') }),
    ...(input.logoutRedirectUris !== undefined && {
      logoutRedirectUris: parseAddresses(input.logoutRedirectUris, 'logoutRedirectUris'),
    }),
    settings: parseSettings(input.settings, (name) => settingNames[name as keyof ApplicationSettings] ?? name),
  }
}

function parseName(value: unknown): string {
  if (typeof value !== 'string') return wrong('name', 'must be a text')
  const name = value.trim()
  const length = [...name].length
  if (length < 1 || length > 64 || /\p{C}/u.test(name)) refuse(2007)
  return name
}

/** A label of a host name (RFC 1035 section 2.3.1), which knows no case. */
function parseIdentifier(value: unknown): string {
  if (typeof value !== 'string') return wrong('identifier', 'must be a text')
  const identifier = value.trim().toLowerCase()
  if (!/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(identifier))
    wrong('identifier', 'must be 1 to 63 letters, digits and hyphens, with no hyphen at either end')
  if (reserved.has(identifier)) refuse(2039)
  return identifier
}

function parseDescription(value: unknown): string | null {
  if (value === null) return null
  // Line breaks and tabs are the only control characters that belong into a text; a lone surrogate is no character.
  if (typeof value !== 'string' || !value.isWellFormed() || /[^\P{Cc}\n\r\t]/u.test(value)) refuse(2013)
  if ([...value].length > 140) refuse(2024)
  return value
}

function parseLogo(value: unknown): string | null {
  if (value === null || value === '') return null
  if (
    typeof value !== 'string' ||
    value.length > 65_536 ||
    /[\s\p{C}]/u.test(value) ||
    !/^(https?:\/\/[^/]|data:image\/)/i.test(value)
  )
    return wrong('logo', 'must be an http or https address, or an image as a data: address')
  return value
}

function wrong(field: string, what: string): never {
  return refuse(400, { values: { detail: `${field} ${what}` } })
}
