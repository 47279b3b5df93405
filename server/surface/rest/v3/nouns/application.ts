import Type from 'typebox'
import { signInMethods } from '#domain/tenancy/application/application.ts'
import { anyObject, count, momentOrNull, noun, shape, word, wordOrNull, yesOrNo } from '../../engine/results.ts'

/** Ways to sign in as these clients name them, and the setting of each. */
export const basicMethods = {
  PHONE_CODE: signInMethods['phone-code'],
  EMAIL_CODE: signInMethods['email-code'],
  PHONE_PASSWORD: signInMethods['phone-password'],
  EMAIL_PASSWORD: signInMethods['email-password'],
  USERNAME_PASSWORD: signInMethods['username-password'],
  SELF_BUILT_APP_QRCODE: 'qrSignInEnabled',
} as const
export type BasicMethod = keyof typeof basicMethods
export const basicMethodNames = Object.keys(basicMethods) as [BasicMethod, ...BasicMethod[]]

export const programTypes = ['web', 'spa', 'native', 'mini-program', 'api'] as const

const briefFields = {
  appId: word(),
  appIdentifier: word('The first label of its host name.'),
  appName: word(),
  appLogo: wordOrNull(),
  appDescription: wordOrNull(),
  appType: Type.Enum([...programTypes], { description: 'What kind of program it is.' }),
  isIntegrateApp: Type.Literal(false, { description: 'There are no applications out of a catalogue.' }),
}

export const ApplicationInBrief = noun('ApplicationInBrief', 'An application without its settings.', briefFields)

const OfferedConnection = noun('OfferedConnection', 'A connection that an application has switched on.', {
  isSocial: yesOrNo('Of a social network, and not of a company.'),
  extIdpId: word('The identity source.'),
  extIdpType: word(),
  extIdpConnId: word(),
  extIdpConnType: word(),
  extIdpConnIdentifier: word(),
  extIdpConnDisplayName: word(),
  extIdpConnLogo: wordOrNull(),
  enabled: yesOrNo(),
})

export const ManagedApplication = noun(
  'ManagedApplication',
  'An application with its settings, as its administrator reads it.',
  {
    ...briefFields,
    userPoolId: word(),
    defaultProtocol: Type.Literal('oidc'),
    redirectUris: Type.Array(word()),
    logoutRedirectUris: Type.Array(word()),
    initLoginUri: word('Where people sign in to it.'),
    ssoEnabled: Type.Literal(true, {
      description: 'Who is signed in to one application of the pool is in all of them.',
    }),
    ssoEnabledAt: momentOrNull(),
    loginConfig: shape({
      mergeLoginAndRegisterPage: Type.Literal(false),
      enabledBasicLoginMethods: Type.Array(Type.Enum(basicMethodNames)),
      defaultLoginMethod: shape({ connectionType: Type.Enum(['PASSWORD', 'PASSCODE', 'QRCODE']) }),
      enabledExtIdpConns: Type.Array(OfferedConnection),
      showAuthorizationPage: yesOrNo('People are asked whether it may know who they are.'),
    }),
    brandingConfig: shape({
      customCSSEnabled: Type.Literal(false),
      showChangeLanguageButton: Type.Literal(true),
      showForgetPasswordButton: Type.Literal(true),
      showEnterpriseConnections: Type.Literal(false),
      showSocialConnections: Type.Literal(false),
    }),
    oidcConfig: anyObject('What it has set for OpenID Connect, without its secret.'),
    samlProviderEnabled: Type.Literal(false),
    oauthProviderEnabled: Type.Literal(false),
    casProviderEnabled: Type.Literal(false),
    customBrandingEnabled: Type.Literal(false),
    customSecurityEnabled: yesOrNo('It has a rule of its own on second factors.'),
  },
)

export const TenantApplication = noun('TenantApplication', 'An application for customers that are organisations.', {
  userPoolId: word(),
  tenantAppId: word(),
  appId: word(),
  name: word(),
  description: wordOrNull(),
  logo: wordOrNull(),
  applicationType: Type.Enum(['Tenant', 'BOTH']),
  ssoEnabled: Type.Literal(true),
})

export const AccessibleApplication = noun('AccessibleApplication', 'An application that you may enter.', {
  appId: word(),
  appName: word(),
  appLogo: wordOrNull(),
  appLoginUrl: word('Where you sign in to it.'),
  active: yesOrNo('You are signed in to it now.'),
})

export const AskedFactors = noun('AskedFactors', 'What somebody needs to know who is asked for a second factor.', {
  mfaToken: word('Stands for the first half of the sign-in.'),
  enrolled: yesOrNo('They have set one up.'),
  mfaPhone: wordOrNull(),
  mfaPhoneCountryCode: wordOrNull(),
  mfaEmail: wordOrNull(),
  nickname: wordOrNull(),
  username: wordOrNull(),
  avatar: wordOrNull(),
  email: wordOrNull(),
  phone: wordOrNull(),
  phoneCountryCode: wordOrNull(),
  faceMfaEnabled: yesOrNo(),
  totpMfaEnabled: yesOrNo(),
  passkeyEnabled: yesOrNo(),
  applicationMfa: Type.Array(shape({ mfaPolicy: word('Which kind.'), status: count('1: it will do.'), sort: count() })),
})
