import { refuse } from '@menshen/contract/errors'
import { choiceOf } from '#domain/shape/choice.ts'
import { defaultMfaSettings, parseMfaSettings } from '../mfa/settings.ts'
import {
  type ApplicationSettings,
  applicationTypes,
  authMethods,
  defaultAccesses,
  grantTypes,
  idTokenAlgorithms,
  signInMethods,
} from './application.ts'
import { claimForms } from './claim-form.ts'

/** Settings as a door hands them over: unchecked, absent ones undefined. */
export type SettingsInput = Partial<Record<keyof ApplicationSettings, unknown>>

const year = 31_536_000
const minLifetime = 60

type Readers = { [Name in keyof ApplicationSettings]: (value: unknown, name: string) => ApplicationSettings[Name] }

const readers: Readers = {
  appType: (value) => applicationTypes.find((type) => type === value) ?? refuse(2009),
  firstParty: onOrOff,
  usernamePasswordEnabled: onOrOff,
  emailPasswordEnabled: onOrOff,
  phonePasswordEnabled: onOrOff,
  emailCodeEnabled: onOrOff,
  phoneCodeEnabled: onOrOff,
  magicLink: onOrOff,
  grantTypes: (value, name) => listOf(value, name, (item) => (grantTypes as readonly string[]).includes(item)),
  tokenEndpointAuthMethod: (value, name) => choiceOf(value, name, authMethods),
  idTokenAlgorithm: (value, name) => choiceOf(value, name, idTokenAlgorithms),
  idTokenLifetime: (value, name) => (value === null ? null : seconds(value, name, year)),
  accessTokenLifetime: (value, name) => seconds(value, name, year),
  refreshTokenLifetime: (value, name) => seconds(value, name, 5 * year),
  offlineAccess: onOrOff,
  allowedOrigins: (value, name) => listOf(value, name, isOrigin),
  claimForm: (value, name) => choiceOf(value, name, claimForms),
  tokenInAddress: (value, name) => (value === null ? null : onOrOff(value, name)),
  sessionIdleTimeout: (value, name) => (value === null || value === 0 ? value : idleSeconds(value, name)),
  sessionAbsoluteTimeout: (value, name) => (value === null || value === 0 ? value : seconds(value, name, 5 * year)),
  mfa: (value, name) => (value === null ? null : parseMfaSettings(value, name, defaultMfaSettings)),
  // RFC 6749 section 3.3: a scope is printable ASCII without space, quote and backslash.
  machineScopes: (value, name) => listOf(value, name, (item) => /^[\x21\x23-\x5b\x5d-\x7e]{1,128}$/.test(item)),
  qrSignInEnabled: onOrOff,
  passkeyEnabled: onOrOff,
  enableSubAccount: onOrOff,
  accessEnabled: onOrOff,
  defaultAccess: (value, name) => choiceOf(value, name, defaultAccesses),
}

/** Checks settings; `nameOf` gives the name under which the caller knows each. 2009 unknown type, 400 anything else. */
export function parseSettings(input: SettingsInput, nameOf: (setting: string) => string): Partial<ApplicationSettings> {
  const settings: Record<string, unknown> = {}
  for (const [name, read] of Object.entries(readers)) {
    const value = input[name as keyof ApplicationSettings]
    if (value !== undefined) settings[name] = read(value, nameOf(name))
  }
  return settings
}

/** Refuses settings that contradict each other, whichever of them changed. What an application has always had is let be. */
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

function listOf(value: unknown, name: string, allowed: (item: string) => boolean): string[] {
  if (!Array.isArray(value) || value.length > 100) return refuse(400, { variant: 'texts', values: { field: name } })
  for (const item of value)
    if (typeof item !== 'string' || !allowed(item))
      refuse(400, { variant: 'item', values: { field: name, item: String(JSON.stringify(item)).slice(0, 80) } })
  return [...new Set(value as string[])]
}

function onOrOff(value: unknown, name: string): boolean {
  return typeof value === 'boolean' ? value : refuse(400, { variant: 'flag', values: { field: name } })
}

/** At least five minutes: uses are noted once a minute. */
function idleSeconds(value: unknown, name: string): number {
  if (Number.isInteger(value) && (value as number) >= 300 && (value as number) <= year) return value as number
  return refuse(400, { variant: 'zeroOrSeconds', values: { field: name, min: 300, max: year } })
}

function seconds(value: unknown, name: string, max: number): number {
  if (Number.isInteger(value) && (value as number) >= minLifetime && (value as number) <= max) return value as number
  return refuse(400, { variant: 'seconds', values: { field: name, min: minLifetime, max } })
}
