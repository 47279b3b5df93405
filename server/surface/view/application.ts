import { applicationSettings, type SettingRows } from '@menshen/contract/settings'
import type { Application, ApplicationSettings } from '#domain/tenancy/application/application.ts'
import { restDate } from './user.ts'

/** An application as its administrator reads it, without its secret: `encodeWithSecret` says it, and `get-application-secret` of V3. */
export function encodeApplication(application: Application) {
  return encodeManaged(application, null)
}

/** The answer to who has just made the application, or its secret. */
export function encodeWithSecret(application: Application) {
  return encodeManaged(application, application.secret)
}

function encodeManaged({ settings, ...application }: Application, secret: string | null) {
  const { oidcConfig, ...told } = encodeSettings(settings)
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
    ...told,
    formerSecretExpiresAt: application.formerSecret && restDate(application.formerSecret.until),
    redirectUris: application.redirectUris,
    logoutRedirectUris: application.logoutRedirectUris,
    oidcConfig: {
      ...encodePublicOidc({ settings, ...application }),
      client_secret: secret,
      post_logout_redirect_uris: application.logoutRedirectUris,
      ...oidcConfig,
    },
    createdAt: restDate(application.createdAt),
    updatedAt: restDate(application.updatedAt),
  }
}

type ApplicationRows = typeof applicationSettings
type WireOf<Name extends keyof ApplicationRows> = ApplicationRows[Name] extends { wire: infer Wire extends string }
  ? Wire
  : Name
/** The settings in the object `Place`, or beside the name of the application where that is the empty text. */
type Told<Place extends string> = {
  [Name in keyof ApplicationRows as WireOf<Name> extends `${infer Within}.${infer Inner}`
    ? Within extends Place
      ? Inner
      : never
    : Place extends ''
      ? WireOf<Name>
      : never]: ApplicationSettings[Name]
}
type ToldSettings = Told<''> & { oidcConfig: Told<'oidcConfig'>; permissionStrategy: Told<'permissionStrategy'> }

/** Every setting where its row says that it stands: beside the name of the application, or in an object of its own. */
function encodeSettings(settings: ApplicationSettings): ToldSettings {
  const told: Record<string, unknown> = {}
  for (const [name, { wire = name }] of Object.entries(applicationSettings as SettingRows)) {
    const [place, inner] = wire.split('.') as [string, string?]
    const value = settings[name as keyof ApplicationSettings]
    told[place] = inner === undefined ? value : { ...(told[place] as object | undefined), [inner]: value }
  }
  return told as ToldSettings
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

/** What may be shown with a person without telling a secret. */
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
