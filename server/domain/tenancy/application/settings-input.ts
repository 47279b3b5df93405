import { refuse } from '@menshen/contract/errors'
import { applicationSettings, type Member } from '@menshen/contract/settings'
import { readList, readShape, type SpecialReaders } from '#domain/shape/read-setting.ts'
import { defaultMfaSettings, parseMfaSettings } from '../mfa/settings.ts'
import { type ApplicationSettings, type ApplicationSpecials, signInMethods } from './application.ts'

/** Settings as a door hands them over: unchecked, absent ones undefined. */
export type SettingsInput = Partial<Record<keyof ApplicationSettings, unknown>>

const specialReaders: SpecialReaders<typeof applicationSettings, ApplicationSpecials> = {
  origins: (value, name) => readList(value, name, isOrigin),
  mfa: (value, name) => parseMfaSettings(value, name, defaultMfaSettings),
}

const rows: Readonly<Record<string, Member & { wire?: string }>> = applicationSettings

/** Checks settings, by the names of the wire in what it refuses. 2009 unknown type, 400 anything else. */
export function parseSettings(input: SettingsInput): Partial<ApplicationSettings> {
  const settings: Record<string, unknown> = {}
  for (const [name, row] of Object.entries(rows)) {
    const value = input[name as keyof ApplicationSettings]
    if (value === undefined) continue
    // Null that says nothing is refused like any other value that does not fit.
    const isNothing = value === null && row.nullable === 'always'
    const given = { value, name: row.wire ?? name, current: undefined }
    settings[name] = isNothing ? null : readShape(row, given, specialReaders)
  }
  return settings
}

/** Refuses settings that contradict each other, no matter which of them changed. What an application has always had is let be. */
export function requireCoherent(after: ApplicationSettings, before?: ApplicationSettings): void {
  const { grantTypes, tokenEndpointAuthMethod, ...settings } = after
  if (signsForNobody(after) && !(before && signsForNobody(before))) refuse(400, { variant: 'publicAlgorithm' })
  if (tokenEndpointAuthMethod === 'none' && grantTypes.includes('client_credentials'))
    refuse(400, { variant: 'machineClient' })
  if (!waysIn.some((name) => settings[name])) refuse(400, { variant: 'waysIn' })
}

const waysIn = [...Object.values(signInMethods), 'magicLink', 'qrSignInEnabled', 'passkeyEnabled'] as const

/** OpenID Connect Core 1.0, section 10.1: no symmetric signature for a public client. */
function signsForNobody({ tokenEndpointAuthMethod, idTokenAlgorithm }: ApplicationSettings): boolean {
  return tokenEndpointAuthMethod === 'none' && idTokenAlgorithm === 'HS256'
}

/** RFC 6454 section 6.2, as browsers send it, those in programs of people's own (`capacitor://localhost`) included. */
function isOrigin(text: string): boolean {
  if (text.length > 256 || !/^[a-z][a-z0-9+.-]*:\/\/[a-z0-9.:[\]-]+$/.test(text)) return false
  return !/^https?:/.test(text) || URL.parse(text)?.origin === text
}
