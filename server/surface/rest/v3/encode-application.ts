import type { Static } from 'typebox'
import { type Application, programTypeOf } from '#domain/tenancy/application/application.ts'
import { connectionsIn } from '#domain/tenancy/identity-source/find.ts'
import { isSocial, type OfferedConnection } from '#domain/tenancy/identity-source/source.ts'
import { encodeApplication } from '../../view/application.ts'
import { restDate } from '../../view/user.ts'
import type { Call } from '../engine/row.ts'
import { basicMethodNames, basicMethods, type ManagedApplication } from './nouns/application.ts'

/** Where people sign in to an application; they come out at the first of its addresses. */
export function loginAddress({ id }: Application, { hints }: Call): string {
  return `${hints.origin}/sign-in/${id}`
}

export function encodeInBrief({ settings, ...application }: Application) {
  return {
    appId: application.id,
    appIdentifier: application.identifier,
    appName: application.name,
    appLogo: application.logo,
    appDescription: application.description,
    appType: programTypeOf(settings),
    isIntegrateApp: false as const,
  }
}

function encodeOffered(connection: OfferedConnection) {
  return {
    isSocial: isSocial(connection.sourceType),
    extIdpId: connection.sourceId,
    extIdpType: connection.sourceType,
    extIdpConnId: connection.id,
    extIdpConnType: connection.type,
    extIdpConnIdentifier: connection.identifier,
    extIdpConnDisplayName: connection.displayName,
    extIdpConnLogo: connection.logo,
    enabled: true,
  }
}

function encodeLoginConfig({ settings }: Application, connections: OfferedConnection[]) {
  const enabled = basicMethodNames.filter((name) => settings[basicMethods[name]])
  const offers = (ending: string) => enabled.some((name) => name.endsWith(ending))
  const first = offers('_PASSWORD') ? 'PASSWORD' : offers('_CODE') ? 'PASSCODE' : 'QRCODE'
  return {
    mergeLoginAndRegisterPage: false as const,
    enabledBasicLoginMethods: enabled,
    defaultLoginMethod: { connectionType: first as 'PASSWORD' | 'PASSCODE' | 'QRCODE' },
    enabledExtIdpConns: connections.map(encodeOffered),
    showAuthorizationPage: !settings.firstParty,
  }
}

/** What the sign-in page is, which no application changes yet. */
export const branding = {
  customCSSEnabled: false,
  showChangeLanguageButton: true,
  showForgetPasswordButton: true,
  showEnterpriseConnections: false,
  showSocialConnections: false,
} as const

type Encoded = Static<typeof ManagedApplication>

function encodeManaged(application: Application, connections: OfferedConnection[], call: Call): Encoded {
  const { client_secret: _, ...oidcConfig } = encodeApplication(application).oidcConfig
  return {
    ...encodeInBrief(application),
    userPoolId: application.userPoolId,
    defaultProtocol: 'oidc',
    redirectUris: application.redirectUris,
    logoutRedirectUris: application.logoutRedirectUris,
    initLoginUri: loginAddress(application, call),
    ssoEnabled: true,
    ssoEnabledAt: restDate(application.createdAt),
    loginConfig: encodeLoginConfig(application, connections),
    brandingConfig: branding,
    oidcConfig,
    samlProviderEnabled: false,
    oauthProviderEnabled: false,
    casProviderEnabled: false,
    customBrandingEnabled: false,
    customSecurityEnabled: application.settings.mfa !== null,
  }
}

/** Applications of one pool: one look for all of them at what they have switched on. */
export async function encodeManagedApplications(applications: Application[], call: Call): Promise<Encoded[]> {
  const [first] = applications
  if (!first) return []
  const ids = applications.map(({ id }) => id)
  const connections = await connectionsIn(call.domain, first.userPoolId, ids)
  return applications.map((application) => encodeManaged(application, connections.get(application.id) ?? [], call))
}

export async function encodeManagedApplication(application: Application, call: Call): Promise<Encoded> {
  const [encoded] = await encodeManagedApplications([application], call)
  return encoded as Encoded
}
