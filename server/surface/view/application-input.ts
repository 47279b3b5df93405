import { applicationSettings, type SettingRows } from '@menshen/contract/settings'
import { refuseChoice } from '#domain/shape/choice.ts'
import { type Fields, fields, ofKind } from '#domain/shape/kind.ts'
import { requireKnown, type Vocabulary } from '#domain/shape/require-known.ts'
import type { ApplicationInput } from '#domain/tenancy/application/application-input.ts'

/** Where each setting stands on the wire, by the name under which it is stored: `oidcConfig.grant_types`, or its own. */
const settingPaths = Object.entries(applicationSettings as SettingRows).map(
  ([name, row]) => [name, row.wire ?? name] as const,
)

/** Names of older clients, by the present ones. */
const formerNames: Readonly<Record<string, string>> = {
  id_token_expire: 'id_token_lifetime',
  access_token_expire: 'access_token_lifetime',
  refresh_token_expire: 'refresh_token_lifetime',
}

const within = (group: string) =>
  settingPaths.flatMap(([, path]) => (path.startsWith(`${group}.`) ? path.slice(group.length + 1) : []))

/** What an answer says besides what can be set: clients send back what they were told, and it changes nothing. */
const told = ['id', 'userPoolId', 'formerSecretExpiresAt', 'createdAt', 'updatedAt']
const toldOfProtocol = ['client_id', 'introspection_endpoint_auth_method', 'revocation_endpoint_auth_method']

export const applicationVocabulary: Vocabulary = {
  known: new Set([
    ...['name', 'identifier', 'domain', 'description', 'logo', 'redirectUris', 'logoutRedirectUris'],
    ...['oidcConfig', 'permissionStrategy'],
    ...settingPaths.flatMap(([, path]) => (path.includes('.') ? [] : path)),
    ...told,
  ]),
  unbuilt: {
    protocol: 'oidc',
    oidcProviderEnabled: true,
    ...Object.fromEntries(
      [
        ...['secret', 'jwks', 'css', 'ext', 'template', 'initLoginUrl', 'qrcodeScanning', 'showAuthorizationPage'],
        ...['oauthProviderEnabled', 'samlProviderEnabled', 'casProviderEnabled', 'casExpireBaseBrowser'],
        ...['oauthConfig', 'samlConfig', 'casConfig', 'oidcJWEConfig', 'ssoEnabled', 'skipMfa', 'agreementEnabled'],
        ...['loginTabs', 'defaultLoginTab', 'registerTabs', 'defaultRegisterTab', 'passwordTabConfig'],
        ...['registerDisabled', 'loginRequireEmailVerified', 'enableDeviceMutualExclusion'],
        ...[
          'ssoPageCustomizationSettings',
          'extendsFieldsEnabled',
          'extendsFields',
          'ldapConnections',
          'adConnections',
        ],
        ...[
          'disabledSocialConnections',
          'disabledOidcConnections',
          'disabledSamlConnections',
          'disabledCasConnections',
        ],
        ...['disabledOauth2Connections', 'disabledAzureAdConnections'],
        ...['isOfficial', 'isDeleted', 'isDefault', 'isDemo', 'isIntegrate'],
      ].map((name) => [name, null]),
    ),
  },
}

const protocolVocabulary: Vocabulary = {
  known: new Set([
    ...within('oidcConfig'),
    ...Object.values(formerNames),
    ...['response_types', 'redirect_uris', 'post_logout_redirect_uris'],
    ...toldOfProtocol,
  ]),
  unbuilt: Object.fromEntries(
    [
      ...['client_secret', 'authorization_code_expire', 'cas_expire', 'skip_consent', 'skip_implicit_flow_rules'],
      ...['id_token_encrypted_response_alg', 'id_token_encrypted_response_enc', 'jwks', 'jwks_uri'],
    ].map((name) => [name, null]),
  ),
}

const strategyVocabulary: Vocabulary = {
  // The Java client says there which application it is.
  known: new Set([...within('permissionStrategy'), 'appId']),
  unbuilt: { allowPolicyId: null, denyPolicyId: null },
}

/**
 * Reads an application in the words of `applicationVocabulary`; what its values may be is for the domain to say. Within it, 400 for
 * unknown names and 1000 for what is not built.
 */
export function decodeApplication(body: Fields): ApplicationInput {
  const { oidcConfig = {}, permissionStrategy = {} } = body
  const oidc = ofKind(fields, oidcConfig, 'oidcConfig')
  requireKnown(oidc, protocolVocabulary, 'application', 'oidcConfig.')
  const strategy = ofKind(fields, permissionStrategy, 'permissionStrategy')
  requireKnown(strategy, strategyVocabulary, 'application', 'permissionStrategy.')
  requireCodeFlow(oidc.response_types)
  const groups: Record<string, Fields> = { oidcConfig: oidc, permissionStrategy: strategy }
  return {
    name: body.name,
    // Answers say the identifier under both names.
    identifier: firstGiven(body.identifier, body.domain),
    description: body.description,
    logo: body.logo,
    redirectUris: listed(firstGiven(body.redirectUris, oidc.redirect_uris)),
    logoutRedirectUris: listed(firstGiven(body.logoutRedirectUris, oidc.post_logout_redirect_uris)),
    settings: Object.fromEntries(settingPaths.map(([name, path]) => [name, valueAt(path, body, groups)])),
  }
}

function valueAt(path: string, body: Fields, groups: Record<string, Fields>): unknown {
  const [group, name] = path.split('.') as [string, string?]
  if (name === undefined) return body[group]
  const fields = groups[group] ?? {}
  const former = formerNames[name]
  return firstGiven(fields[name], former && fields[former])
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
  refuseChoice('oidcConfig.response_types', ['code'])
}
