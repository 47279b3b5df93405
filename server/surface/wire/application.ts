import { refuse } from '@menshen/contract/errors'
import { type Application, type ApplicationSettings, signInMethods } from '#domain/application/application.ts'
import type { ApplicationInput } from '#domain/application/application-input.ts'
import { restDate } from './user.ts'

/** The fields of an application that are read; a client that sends more is not stopped. */
export const applicationFields = [
  'name',
  'identifier',
  'description',
  'logo',
  'redirectUris',
  'logoutRedirectUris',
  'appType',
  'firstParty',
  'machineScopes',
  'mfa',
  'sessionIdleTimeout',
  'sessionAbsoluteTimeout',
  'magicLink',
  'qrSignInEnabled',
  'passkeyEnabled',
  'enableSubAccount',
  'oidcConfig',
  'permissionStrategy',
] as const

type Fields = Partial<Record<(typeof applicationFields)[number], unknown>> & {
  /** Switches of ways to sign in. */
  ways?: Partial<Record<(typeof waySwitches)[number], boolean>>
}

export const waySwitches = Object.values(signInMethods)

/** Where each setting stands on the wire: the names of OpenID Connect Registration, and those of lifetimes in seconds. */
const settingNames: Partial<Record<keyof ApplicationSettings, string>> = {
  grantTypes: 'oidcConfig.grant_types',
  tokenEndpointAuthMethod: 'oidcConfig.token_endpoint_auth_method',
  idTokenAlgorithm: 'oidcConfig.id_token_signed_response_alg',
  idTokenLifetime: 'oidcConfig.id_token_expire',
  accessTokenLifetime: 'oidcConfig.access_token_expire',
  refreshTokenLifetime: 'oidcConfig.refresh_token_expire',
  claimForm: 'oidcConfig.claim_form',
  tokenInAddress: 'oidcConfig.token_in_address',
  accessEnabled: 'permissionStrategy.enabled',
  defaultAccess: 'permissionStrategy.defaultStrategy',
}

/** Reads an application; what its values may be is for the domain to say. */
export function decodeApplication({
  oidcConfig = {},
  permissionStrategy = {},
  ways = {},
  appType,
  firstParty,
  machineScopes,
  mfa,
  sessionIdleTimeout,
  sessionAbsoluteTimeout,
  magicLink,
  qrSignInEnabled,
  passkeyEnabled,
  enableSubAccount,
  ...fields
}: Fields): ApplicationInput {
  const oidc = objectOf(oidcConfig, 'oidcConfig')
  const strategy = objectOf(permissionStrategy, 'permissionStrategy')
  requireCodeFlow(oidc.response_types)
  return {
    ...fields,
    redirectUris: listed(firstGiven(fields.redirectUris, oidc.redirect_uris)),
    logoutRedirectUris: listed(firstGiven(fields.logoutRedirectUris, oidc.post_logout_redirect_uris)),
    settings: {
      appType,
      firstParty,
      machineScopes,
      mfa,
      sessionIdleTimeout,
      sessionAbsoluteTimeout,
      magicLink,
      qrSignInEnabled,
      passkeyEnabled,
      enableSubAccount,
      accessEnabled: strategy.enabled,
      defaultAccess: strategy.defaultStrategy,
      ...ways,
      grantTypes: oidc.grant_types,
      tokenEndpointAuthMethod: oidc.token_endpoint_auth_method,
      idTokenAlgorithm: oidc.id_token_signed_response_alg,
      // Older clients write `_lifetime`.
      idTokenLifetime: firstGiven(oidc.id_token_expire, oidc.id_token_lifetime),
      accessTokenLifetime: firstGiven(oidc.access_token_expire, oidc.access_token_lifetime),
      refreshTokenLifetime: firstGiven(oidc.refresh_token_expire, oidc.refresh_token_lifetime),
      claimForm: oidc.claim_form,
      tokenInAddress: oidc.token_in_address,
    },
    settingNames,
  }
}

function objectOf(value: unknown, name: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    refuse(400, { values: { detail: `${name} must be an object` } })
  return value as Record<string, unknown>
}

/** The Go client has one address where the others have a list. */
function listed(value: unknown): unknown {
  return typeof value === 'string' ? [value].filter(Boolean) : value
}

/** Null is given: it clears. */
function firstGiven(value: unknown, other: unknown): unknown {
  return value === undefined ? other : value
}

/** Codes are the only response there is (RFC 9700 section 2.1.2), and the setting can only say so. */
function requireCodeFlow(responseTypes: unknown): void {
  if (responseTypes === undefined || (Array.isArray(responseTypes) && responseTypes.every((type) => type === 'code')))
    return
  refuse(400, { values: { detail: 'oidcConfig.response_types can only contain code' } })
}

/** An application as its administrator reads it. The secret is said by `encodeWithSecret` and never again. */
export function encodeApplication(application: Application) {
  return encodeManaged(application, null)
}

/** The answer to who has just made the application, or its secret. */
export function encodeWithSecret(application: Application) {
  return encodeManaged(application, application.secret)
}

function encodeManaged({ settings, ...application }: Application, secret: string | null) {
  return {
    id: application.id,
    userPoolId: application.userPoolId,
    identifier: application.identifier,
    name: application.name,
    description: application.description,
    logo: application.logo,
    domain: application.identifier,
    secret,
    protocol: 'oidc',
    oidcProviderEnabled: true,
    oauthProviderEnabled: false,
    samlProviderEnabled: false,
    casProviderEnabled: false,
    appType: settings.appType,
    firstParty: settings.firstParty,
    machineScopes: settings.machineScopes,
    mfa: settings.mfa,
    sessionIdleTimeout: settings.sessionIdleTimeout,
    sessionAbsoluteTimeout: settings.sessionAbsoluteTimeout,
    magicLink: settings.magicLink,
    qrSignInEnabled: settings.qrSignInEnabled,
    passkeyEnabled: settings.passkeyEnabled,
    enableSubAccount: settings.enableSubAccount,
    ...Object.fromEntries(waySwitches.map((name) => [name, settings[name]])),
    permissionStrategy: { enabled: settings.accessEnabled, defaultStrategy: settings.defaultAccess },
    formerSecretExpiresAt: application.formerSecret && restDate(application.formerSecret.until),
    redirectUris: application.redirectUris,
    logoutRedirectUris: application.logoutRedirectUris,
    oidcConfig: {
      ...encodePublicOidc({ settings, ...application }),
      client_secret: secret,
      post_logout_redirect_uris: application.logoutRedirectUris,
      id_token_signed_response_alg: settings.idTokenAlgorithm,
      id_token_expire: settings.idTokenLifetime,
      access_token_expire: settings.accessTokenLifetime,
      refresh_token_expire: settings.refreshTokenLifetime,
      claim_form: settings.claimForm,
      token_in_address: settings.tokenInAddress,
    },
    createdAt: restDate(application.createdAt),
    updatedAt: restDate(application.updatedAt),
  }
}

/** An application without its secret and its settings. */
export function encodeEnterable(application: Application) {
  return {
    ...encodeBriefApplication(application),
    description: application.description,
    domain: application.identifier,
    protocol: 'oidc',
    appType: application.settings.appType,
    createdAt: restDate(application.createdAt),
    updatedAt: restDate(application.updatedAt),
  }
}

/** What may stand beside a person without telling a secret. */
export function encodeBriefApplication({ id, userPoolId, identifier, name, logo }: Application) {
  return { id, userPoolId, identifier, name, logo }
}

export function encodePublicOidc({ id, redirectUris, settings }: Application) {
  return {
    client_id: id,
    redirect_uris: redirectUris,
    grant_types: settings.grantTypes,
    response_types: ['code'],
    token_endpoint_auth_method: settings.tokenEndpointAuthMethod,
    introspection_endpoint_auth_method: settings.tokenEndpointAuthMethod,
    revocation_endpoint_auth_method: settings.tokenEndpointAuthMethod,
  }
}
