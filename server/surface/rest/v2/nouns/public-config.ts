import Type from 'typebox'
import { agreementLanguages } from '#domain/tenancy/agreement/agreement.ts'
import { count, noun, nullable, shape, word, wordOrNull, yesOrNo } from '../../engine/results.ts'
import { briefFields, PublicOidc } from './application.ts'

/** The login component iterates over these, and stays white where there is none. */
const none = Type.Array(Type.Never(), { description: 'Empty.' })
const words = Type.Array(word())
const titles = Type.Record(Type.String(), Type.String())

const methods = { enabledLoginMethods: words, validLoginMethods: words, validRegisterMethods: words }

const QrTab = shape({ id: word(), title: word(), isDefault: yesOrNo() })

const tabs = {
  loginTabs: shape({ list: words, default: word(), title: titles }),
  registerTabs: shape({ list: words, default: word(), title: titles }),
  passwordTabConfig: shape(methods),
  verifyCodeTabConfig: shape(methods),
  tabMethodsFields: Type.Array(shape({ key: word(), label: word(), labelEn: word(), i18n: titles })),
  qrcodeTabsSettings: Type.Record(Type.String(), Type.Array(QrTab)),
}

const agreements = {
  agreementEnabled: yesOrNo(),
  agreements: Type.Array(
    shape({
      id: count(),
      title: word(),
      required: yesOrNo(),
      lang: Type.Enum([...agreementLanguages]),
      availableAt: count(),
    }),
  ),
}

const secondFactors = {
  mfa: shape({ policy: word(), faceScore: Type.Null() }),
  mfaBindConfigs: none,
  applicationMfa: Type.Array(shape({ mfaPolicy: word(), status: count(), sort: count() })),
}

/** The login component's own form, which it reads by names of its own. */
export const PublicConfig = noun('PublicConfig', 'What a sign-in form is told before anybody signs in.', {
  ...briefFields,
  logo: word(),
  publicKey: word('Under which passwords travel, as PEM.'),
  requestHostname: word(),
  cdnBase: word('Where the pictures of the login component are.'),
  oidcConfig: PublicOidc,
  redirectUris: words,
  logoutRedirectUris: words,
  ...tabs,
  ssoPageComponentDisplay: shape({
    loginBtn: yesOrNo(),
    registerBtn: yesOrNo(),
    forgetPasswordBtn: yesOrNo(),
    socialLoginBtns: yesOrNo(),
    idpBtns: yesOrNo(),
    userPasswordInput: yesOrNo(),
    autoRegisterThenLoginHintInfo: yesOrNo(),
  }),
  registerDisabled: yesOrNo(),
  appType: word(),
  description: wordOrNull(),
  protocol: word(),
  userpoolName: word(),
  userpoolLogo: nullable(word()),
  enableSubAccount: yesOrNo(),
  ...secondFactors,
  passwordStrength: count('How good a password has to be, 0 to 3.'),
  verifyCodeLength: count(),
  ...agreements,
  socialConnections: none,
  identityProviders: none,
  ecConnections: none,
  complateFiledsPlace: none,
  extendsFieldsEnabled: yesOrNo(),
  extendsFields: none,
  allowedOrigins: none,
  corsWhitelist: none,
})
