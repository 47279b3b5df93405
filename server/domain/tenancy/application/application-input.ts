import { refuse } from '@menshen/contract/errors'
import { isReservedLabel, parseDescription, parseLabel, parseLogo, parseName } from '#domain/shape/naming.ts'
import type { Application, ApplicationSettings } from './application.ts'
import { parseAddresses } from './redirect-uri.ts'
import { parseSettings, type SettingsInput } from './settings-input.ts'

type Field = 'name' | 'identifier' | 'description' | 'logo' | 'redirectUris' | 'logoutRedirectUris'

/** An application as a door hands it over: unchecked, absent fields undefined. */
export type ApplicationInput = Partial<Record<Field, unknown>> & {
  settings: SettingsInput
  /** Of a new one: which connections of identity sources are switched on there; null: all that there are. */
  connectionIds?: string[] | null | undefined
}

export type ApplicationChanges = Partial<Pick<Application, Field>> & { settings: Partial<ApplicationSettings> }

/**
 * Checks an application's input. Order of refusals: 2007 name, 400 and 2222 identifier, 2013 and 2024 description, 400
 * logo and addresses, 2009 type, 400 other settings. Whether an identifier is taken is for the database to say.
 */
export function parseApplication(input: ApplicationInput): ApplicationChanges {
  return {
    ...(input.name !== undefined && { name: parseName(input.name) }),
    ...(input.identifier !== undefined && {
      identifier: requireUnreserved(parseLabel(input.identifier, 'identifier')),
    }),
    ...(input.description !== undefined && {
      description: input.description === null ? null : parseDescription(input.description),
    }),
    ...(input.logo !== undefined && { logo: input.logo === null ? null : parseLogo(input.logo) || null }),
    ...(input.redirectUris !== undefined && { redirectUris: parseAddresses(input.redirectUris, 'redirectUris') }),
    ...(input.logoutRedirectUris !== undefined && {
      logoutRedirectUris: parseAddresses(input.logoutRedirectUris, 'logoutRedirectUris'),
    }),
    settings: parseSettings(input.settings),
  }
}

function requireUnreserved(identifier: string): string {
  return isReservedLabel(identifier) ? refuse(2222) : identifier
}
