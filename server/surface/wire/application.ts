import { type Application, signInMethods } from '#domain/tenancy/application/application.ts'
import { restDate } from './user.ts'

const waySwitches = Object.values(signInMethods)

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
    oidcConfig: encodeOidc({ settings, ...application }, secret),
    createdAt: restDate(application.createdAt),
    updatedAt: restDate(application.updatedAt),
  }
}

function encodeOidc(application: Application, secret: string | null) {
  const { settings, logoutRedirectUris } = application
  return {
    ...encodePublicOidc(application),
    client_secret: secret,
    post_logout_redirect_uris: logoutRedirectUris,
    id_token_signed_response_alg: settings.idTokenAlgorithm,
    id_token_expire: settings.idTokenLifetime,
    access_token_expire: settings.accessTokenLifetime,
    refresh_token_expire: settings.refreshTokenLifetime,
    offline_access: settings.offlineAccess,
    allowed_origins: settings.allowedOrigins,
    claim_form: settings.claimForm,
    token_in_address: settings.tokenInAddress,
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
