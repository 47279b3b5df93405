import { applicationSettings, defaultsOf, type SettingsOf } from '@menshen/contract/settings'
import type { MfaSettings } from '../mfa/settings.ts'

/** Ways to sign in by password or code, as the official clients name them, and the setting that has each open. */
export const signInMethods = {
  'username-password': 'usernamePasswordEnabled',
  'email-password': 'emailPasswordEnabled',
  'phone-password': 'phonePasswordEnabled',
  'email-code': 'emailCodeEnabled',
  'phone-code': 'phoneCodeEnabled',
} as const
export type SignInMethod = keyof typeof signInMethods

/** What the special rows hold, by the name of their reader. */
export interface ApplicationSpecials {
  mfa: MfaSettings
  origins: string[]
}

/** Settings of an application. What each is, and in which unit, stands in its row of the contract. */
export type ApplicationSettings = SettingsOf<typeof applicationSettings, ApplicationSpecials>

/** What holds where nothing is stored. */
export const defaultApplicationSettings: ApplicationSettings = defaultsOf(applicationSettings)

/** What kind of program an application is: as it says, or as how it proves itself suggests. */
export function programTypeOf({ programType, grantTypes, tokenEndpointAuthMethod }: ApplicationSettings) {
  if (programType) return programType
  if (grantTypes.every((grant) => grant === 'client_credentials')) return 'api'
  return tokenEndpointAuthMethod === 'none' ? 'spa' : 'web'
}

/** A client of one user pool: something that people sign in to, or a machine with credentials of its own. */
export interface Application {
  id: string
  userPoolId: string
  /** First label of the application's own host name, `<identifier>.<base domain>`. */
  identifier: string
  name: string
  description: string | null
  logo: string | null
  secret: string
  /** The secret before this one, which is taken until then; null: none is. */
  formerSecret: { secret: string; until: Date } | null
  /** Whether there are rules on who may enter it: see `application-access`. */
  hasAccessRules: boolean
  redirectUris: string[]
  logoutRedirectUris: string[]
  settings: ApplicationSettings
  createdAt: Date
  updatedAt: Date
}

/** The secrets by which an application may prove itself now, the present one first. */
export function secretsOf({ secret, formerSecret }: Application, now: Date): string[] {
  return formerSecret && formerSecret.until > now ? [secret, formerSecret.secret] : [secret]
}
