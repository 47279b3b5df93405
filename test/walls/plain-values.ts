// What arguments are filled with that name nothing in any pool.
import { type Field, nameOf } from './operation.ts'

/** Texts that name nothing in any pool, with one that is taken where there are rules. */
const texts: Readonly<Record<string, unknown>> = {
  action: 'read',
  actions: ['read'],
  algorithm: 'EdDSA',
  authenticatorType: 'totp',
  authenticator_type: 'totp',
  birthdate: '2000-01-01',
  customData: { hobby: 'chess' },
  clientIp: '127.0.0.1',
  clientip: '127.0.0.1',
  data: { hobby: 'chess' },
  end: '4102444800000',
  exclude_non_app_records: '0',
  file: { name: 'something' },
  format: 'png',
  folder: 'photos',
  effect: 'ALLOW',
  lastLogin: '2026-01-01T00:00:00.000Z',
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  formerSecretExpiresAt: null,
  expiredAt: null,
  directManagement: null,
  tokenExpiredAt: '2026-01-01T00:00:00.000Z',
  modelId: 'device',
  operator: 'StringEquals',
  params: '{}',
  metaData: '{}',
  language: 'en-US',
  context: '{}',
  private: 'false',
  redirectTo: 'https://example.com/',
  scene: 'APP_AUTH',
  disableTime: '4102444800000',
  enableTime: '1577836800000',
  endTime: '4102444800000',
  accessControl: null,
  desensitization: null,
  encrypted: null,
  isUnique: null,
  validateRules: null,
  visibleInUserCenter: true,
  scope: 'openid',
  sortBy: 'CREATEDAT_DESC',
  start: '1577836800000',
  source: 'APPLICATION',
  targetType: 'USER',
  target_type: 'USER',
  type: 'DATA',
  resourceType: 'DATA',
  udf: [],
  udfs: [],
  appType: 'web',
  anything: 'something',
  availableAt: null,
  required: false,
  userMatchFields: ['email'],
  fields: { clientSecret: 'something' },
  filter: [],
  machineScopes: [],
  mfa: null,
  sessionIdleTimeout: 3600,
  sessionAbsoluteTimeout: 86_400,
  oidcConfig: null,
  permissionStrategy: null,
  loginsCount: 1,
  logo: 'https://example.com/logo.png',
  photo: 'https://example.com/photo.png',
  website: 'https://example.com',
  profile: 'https://example.com/ann',
  locale: 'zh-CN',
  zoneinfo: 'Asia/Shanghai',
  images: [],
  redirectUris: ['https://example.com/back'],
  logoutRedirectUris: ['https://example.com/bye'],
  passwordStrength: 1,
  config: '{}',
  credential: { id: 'x', response: {} },
  newCode: 'fresh-code',
  organizationNewCode: 'fresh-code',
  field: 'name',
  fuzzySearchOn: 'username',
  withPost: false,
  userInfoInIdp: { login: 'ann' },
  sort: 1,
  children: ['something'],
  ...Object.fromEntries(
    'loginConfig brandingConfig registerConfig template templateData initLoginUri enablePermissionApply samlProviderEnabled samlConfig oauthProviderEnabled oauthConfig casProviderEnabled casConfig loginOnly tplEngine'
      .split(' ')
      .map((name) => [name, null]),
  ),
  appLogo: 'https://example.com/logo.png',
  appTypeList: 'SELFBUILT',
  defaultProtocol: 'oidc',
  disabledFactors: 'SMS',
  enabledFactors: ['SMS'],
  disableFactors: ['SMS'],
  operationType: 'create',
  programType: 'web',
  ssoEnabled: true,
  ssoShowLaunchpad: true,
  targetTypeList: 'USER',
}

const anyText =
  'accessKeySecret mfaEmail mfaPhone mfaPhoneCountryCode mfaPolicy mfaToken accessToken access_token address allowedOrigins apiIdentifier browser captchaCode city company contact content country css description descriptionI18n device emailCode emailToken ext familyName filetype formatted gender givenName id_token idCard ip label lang remark remarks title kid definedFieldKey eventType eventData kind channel status displayName lastIP locality firstProof loginFailStrategy middleName name nameI18n newPassword nickname oauth oldEmailCode oldPassword oldPhoneCode oldPhoneCountryCode openid options param password phoneCode phoneCountryCode phoneToken photoA photoB postalCode preferredUsername primaryUserToken province recoveryCode refreshToken region registerSource rejectHint resetPasswordToken secondaryUserToken secret sender signedUp streetAddress subject text ticket token totp unionid userpoolTypes value op list factors dataType q os operation_name passCode newEmailPassCode oldEmailPassCode newPhonePassCode newPhoneCountryCode oldPhonePassCode updateEmailToken updatePhoneToken passwordResetToken deleteAccountToken openDepartmentId organizationName passwordForPhonePassCode emailPassCodeForInformationCompletion phonePassCodeForInformationCompletion sAMAccountName captchaToken client_secret token_type_hint enrollmentToken factorId'.split(
    ' ',
  )

const flags =
  'emailVerified phoneVerified blocked isDeleted resetPasswordOnFirstLogin resetPasswordOnNextLogin magicLink qrSignInEnabled passkeyEnabled enableSubAccount firstParty enabled isSocial usernamePasswordEnabled emailPasswordEnabled phonePasswordEnabled emailCodeEnabled phoneCodeEnabled association'.split(
    ' ',
  )

const ofApplications =
  'appName appIdentifier appDescription targetName keywords namespaceCode smtp_host senderPass apikey'.split(' ')

const known = new Set([...anyText, ...flags, ...ofApplications])

/** True when there is a value for an argument of this name. */
export const isPlain = (name: string): boolean => name in texts || known.has(name)

export function plainValue(field: Field): unknown {
  const name = nameOf(field)
  if (field.kind === 'flag') return false
  if (field.kind === 'number') return 1
  if (field.kind === 'enum') return field.choices?.[0]
  if (flags.includes(name)) return false
  return Object.hasOwn(texts, name) ? texts[name] : 'something'
}
