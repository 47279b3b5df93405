import { refuse } from '@menshen/contract/errors'
import type { Application, ApplicationSettings } from '#domain/application/application.ts'
import type { ApplicationInput } from '#domain/application/application-input.ts'
import { mfaSettingsOf } from '#domain/mfa/demand.ts'
import { factorOf } from '#domain/mfa/factor.ts'
import type { UserPool } from '#domain/pool/user-pool.ts'
import { codeRules } from '#domain/verification-code/code-rules.ts'
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
  'magicLink',
  'qrSignInEnabled',
  'passkeyEnabled',
  'enableSubAccount',
  'oidcConfig',
  'permissionStrategy',
] as const

type Fields = Partial<Record<(typeof applicationFields)[number], unknown>>

/** Where each setting stands on the wire: the names of OpenID Connect Registration, and those of lifetimes in seconds. */
const settingNames: Partial<Record<keyof ApplicationSettings, string>> = {
  grantTypes: 'oidcConfig.grant_types',
  tokenEndpointAuthMethod: 'oidcConfig.token_endpoint_auth_method',
  idTokenAlgorithm: 'oidcConfig.id_token_signed_response_alg',
  idTokenLifetime: 'oidcConfig.id_token_expire',
  accessTokenLifetime: 'oidcConfig.access_token_expire',
  refreshTokenLifetime: 'oidcConfig.refresh_token_expire',
}

/** Reads an application; what its values may be is for the domain to say. */
export function decodeApplication({
  oidcConfig = {},
  permissionStrategy,
  appType,
  firstParty,
  machineScopes,
  mfa,
  sessionIdleTimeout,
  magicLink,
  qrSignInEnabled,
  passkeyEnabled,
  enableSubAccount,
  ...fields
}: Fields): ApplicationInput {
  if (permissionStrategy !== undefined)
    refuse(1000, { variant: 'notBuilt', values: { operation: 'permissionStrategy' } })
  if (typeof oidcConfig !== 'object' || oidcConfig === null || Array.isArray(oidcConfig))
    refuse(400, { values: { detail: 'oidcConfig must be an object' } })
  const oidc = oidcConfig as Record<string, unknown>
  requireCodeFlow(oidc.response_types)
  return {
    ...fields,
    redirectUris: firstGiven(fields.redirectUris, oidc.redirect_uris),
    logoutRedirectUris: firstGiven(fields.logoutRedirectUris, oidc.post_logout_redirect_uris),
    settings: {
      appType,
      firstParty,
      machineScopes,
      mfa,
      sessionIdleTimeout,
      magicLink,
      qrSignInEnabled,
      passkeyEnabled,
      enableSubAccount,
      grantTypes: oidc.grant_types,
      tokenEndpointAuthMethod: oidc.token_endpoint_auth_method,
      idTokenAlgorithm: oidc.id_token_signed_response_alg,
      // Older clients write `_lifetime`.
      idTokenLifetime: firstGiven(oidc.id_token_expire, oidc.id_token_lifetime),
      accessTokenLifetime: firstGiven(oidc.access_token_expire, oidc.access_token_lifetime),
      refreshTokenLifetime: firstGiven(oidc.refresh_token_expire, oidc.refresh_token_lifetime),
    },
    settingNames,
  }
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

/** An application as its administrator knows it, secret included. */
export function encodeApplication({ settings, ...application }: Application) {
  return {
    id: application.id,
    userPoolId: application.userPoolId,
    identifier: application.identifier,
    name: application.name,
    description: application.description,
    logo: application.logo,
    secret: application.secret,
    protocol: 'oidc',
    appType: settings.appType,
    firstParty: settings.firstParty,
    machineScopes: settings.machineScopes,
    mfa: settings.mfa,
    sessionIdleTimeout: settings.sessionIdleTimeout,
    magicLink: settings.magicLink,
    qrSignInEnabled: settings.qrSignInEnabled,
    passkeyEnabled: settings.passkeyEnabled,
    enableSubAccount: settings.enableSubAccount,
    redirectUris: application.redirectUris,
    logoutRedirectUris: application.logoutRedirectUris,
    oidcConfig: {
      ...encodePublicOidc({ settings, ...application }),
      client_secret: application.secret,
      post_logout_redirect_uris: application.logoutRedirectUris,
      id_token_signed_response_alg: settings.idTokenAlgorithm,
      id_token_expire: settings.idTokenLifetime,
      access_token_expire: settings.accessTokenLifetime,
      refresh_token_expire: settings.refreshTokenLifetime,
    },
    createdAt: restDate(application.createdAt),
    updatedAt: restDate(application.updatedAt),
  }
}

/** What may stand beside a person without telling a secret. */
export function encodeBriefApplication({ id, userPoolId, identifier, name, logo }: Application) {
  return { id, userPoolId, identifier, name, logo }
}

function encodePublicOidc({ id, redirectUris, settings }: Application) {
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

/** Which second factors there are, as the login component knows them, and whether one is demanded of everybody. */
function encodeMfa(application: Application, pool: UserPool) {
  const { policy, factors } = mfaSettingsOf(pool, application)
  const offered = policy === 'off' ? [] : factors.flatMap((kind) => factorOf(kind)?.wire ?? [])
  return {
    mfa: { policy, faceScore: null },
    mfaBindConfigs: [],
    applicationMfa: offered.map((wire, index) => ({ mfaPolicy: wire, status: 1, sort: index + 1 })),
  }
}

type Introduction = { application: Application; pool: UserPool; publicKey: string }

/**
 * What a sign-in form is told before anybody signs in. It claims only ways that work: passwords, codes to scan, and registering by
 * e-mail while registration is open. The empty lists must be there, because the login component iterates over them.
 */
export function encodePublicConfig({ application, pool, publicKey }: Introduction, origin: string) {
  const passwords = ['username-password', 'email-password', 'phone-password']
  const open = !pool.settings.registerDisabled
  const qrTabs = application.settings.qrSignInEnabled
    ? [{ id: 'app-qrcode', title: 'APP 扫码登录', isDefault: true }]
    : []
  return {
    ...encodeBriefApplication(application),
    publicKey,
    requestHostname: new URL(origin).host,
    cdnBase: '',
    oidcConfig: encodePublicOidc(application),
    redirectUris: application.redirectUris,
    logoutRedirectUris: application.logoutRedirectUris,
    loginTabs: {
      list: ['password', ...qrTabs.map(({ id }) => id)],
      default: 'password',
      title: { password: '密码登录', ...Object.fromEntries(qrTabs.map(({ id, title }) => [id, title])) },
    },
    registerTabs: { list: open ? ['email'] : [], default: 'email', title: { email: '邮箱注册' } },
    passwordTabConfig: {
      enabledLoginMethods: passwords,
      validLoginMethods: passwords,
      validRegisterMethods: open ? ['email-password', 'username-password'] : [],
    },
    verifyCodeTabConfig: { enabledLoginMethods: [], validLoginMethods: [], validRegisterMethods: [] },
    ssoPageComponentDisplay: {
      loginBtn: true,
      registerBtn: open,
      forgetPasswordBtn: false,
      socialLoginBtns: false,
      idpBtns: false,
      autoRegisterThenLoginHintInfo: false,
    },
    registerDisabled: !open,
    enableSubAccount: application.settings.enableSubAccount,
    ...encodeMfa(application, pool),
    passwordStrength: pool.settings.passwordStrength,
    verifyCodeLength: codeRules(pool.settings).length,
    agreementEnabled: false,
    agreements: [],
    socialConnections: [],
    identityProviders: [],
    ecConnections: [],
    qrcodeTabsSettings: Object.fromEntries(qrTabs.map((tab) => [tab.id, [tab]])),
    tabMethodsFields: [],
    complateFiledsPlace: [],
    extendsFieldsEnabled: false,
    extendsFields: [],
    allowedOrigins: [],
    corsWhitelist: [],
  }
}
