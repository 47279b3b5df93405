import type { MfaSettings } from '../mfa/settings.ts'
import type { ClaimForm } from './claim-form.ts'

export const grantTypes = ['authorization_code', 'refresh_token', 'client_credentials'] as const
export const authMethods = ['client_secret_basic', 'client_secret_post', 'none'] as const
export const idTokenAlgorithms = ['HS256', 'RS256', 'ES256', 'EdDSA'] as const
/** For people one by one, for customers that are organisations themselves, or for both; as the official clients spell it. */
export const applicationTypes = ['INDIVIDUAL', 'Tenant', 'BOTH'] as const

/** Ways to sign in by password or code, as the official clients name them, and the setting that has each open. */
export const signInMethods = {
  'username-password': 'usernamePasswordEnabled',
  'email-password': 'emailPasswordEnabled',
  'phone-password': 'phonePasswordEnabled',
  'email-code': 'emailCodeEnabled',
  'phone-code': 'phoneCodeEnabled',
} as const
export type SignInMethod = keyof typeof signInMethods

export const defaultAccesses = ['ALLOW_ALL', 'DENY_ALL'] as const

/** Settings of an application: what is stored overrides what stands here. Times in seconds. */
export const defaultApplicationSettings = {
  appType: 'INDIVIDUAL' as (typeof applicationTypes)[number],
  /** Ours, so that nobody is asked whether it may know who they are; a stranger's application asks. */
  firstParty: true,
  grantTypes: ['authorization_code', 'refresh_token'] as string[],
  tokenEndpointAuthMethod: 'client_secret_basic' as (typeof authMethods)[number],
  /** Signature of identity and user tokens: HS256 under the application's secret, or one of the installation's keys. */
  idTokenAlgorithm: 'RS256' as (typeof idTokenAlgorithms)[number],
  /** Also of a session that the official clients open. Null: the pool's setting, but an identity token no longer than an access token. */
  idTokenLifetime: null as number | null,
  accessTokenLifetime: 3_600,
  refreshTokenLifetime: 2_592_000,
  /** Whether `offline_access` outlasts the browser's session (OpenID Connect Core 1.0, section 11), or means refresh tokens that end with it. */
  offlineAccess: true as boolean,
  /** Origins of pages that may read answers of the OpenID Connect door, beside those of `redirectUris`. */
  allowedOrigins: [] as string[],
  /** How identity tokens and user information say what is known of a person. */
  claimForm: 'standard' as ClaimForm,
  /** Whether user information takes an access token in the address (RFC 6750 section 2.3); null: of an application of ours. */
  tokenInAddress: null as boolean | null,
  /** A session that nobody uses for so long ends; 0: it does not, null: the pool's setting. */
  sessionIdleTimeout: null as number | null,
  /** A session ends so long after it opened, however often it is refreshed; 0: refreshing always helps, null: the pool's setting. */
  sessionAbsoluteTimeout: null as number | null,
  /** Whether people sign in so. One way by password stays open: the page would have no form. */
  usernamePasswordEnabled: true,
  emailPasswordEnabled: true,
  phonePasswordEnabled: true,
  emailCodeEnabled: true,
  phoneCodeEnabled: true,
  /** People may have a link mailed to them that signs them in. */
  magicLink: false as boolean,
  /** Scopes that a machine may ask for with its own credentials. */
  machineScopes: [] as string[],
  /** Second factors; null: the pool's setting. */
  mfa: null as MfaSettings | null,
  /** Whether the sign-in page shows a code for people to scan with an app of yours. */
  qrSignInEnabled: false,
  /** Whether the sign-in page offers passkeys. */
  passkeyEnabled: true,
  /** Whether people may enter by sub-accounts as well. */
  enableSubAccount: false,
  /** Whether it matters who may enter at all; false: everybody may. */
  accessEnabled: true,
  /** Whether whoever no rule is about may enter. */
  defaultAccess: 'ALLOW_ALL' as (typeof defaultAccesses)[number],
}

export type ApplicationSettings = typeof defaultApplicationSettings

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
