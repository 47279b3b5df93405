import { factorOf } from '#domain/entry/factor/factor.ts'
import { mfaSettingsOf } from '#domain/entry/mfa/demand.ts'
import type { Introduced } from '#domain/entry/sign-in/introduce-application.ts'
import { signInMethodsOf } from '#domain/entry/sign-in/sign-in-methods.ts'
import { codeRules } from '#domain/proof/verification-code/code-rules.ts'
import type { Agreement } from '#domain/tenancy/agreement/agreement.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import { encodeBriefApplication, encodePublicOidc } from './application.ts'
import { logoPath } from './logo.ts'

/** Below our own address, so that the login component finds its pictures without a network of its makers. */
export const pictureBase = '/guard-pictures'

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

/** What the login component calls each kind of name that people sign in with: it cuts `phone-code` to `phone`. */
const labels = [
  { key: 'username', label: '用户名', labelEn: 'Username' },
  { key: 'email', label: '邮箱', labelEn: 'Email' },
  { key: 'phone', label: '手机号', labelEn: 'Phone' },
].map((each) => ({ ...each, i18n: { 'zh-CN': each.label, 'en-US': each.labelEn } }))

function encodeAgreements(agreements: Agreement[]) {
  return {
    agreementEnabled: agreements.length > 0,
    agreements: agreements.map(({ id, title, required, language, availableAt }) => ({
      id,
      title,
      required,
      lang: language,
      availableAt,
    })),
  }
}

/** Which ways there are, sorted into the tabs of the login component. */
function encodeTabs({ application, pool, codes }: Introduced) {
  const open = !pool.settings.registerDisabled
  const methods: string[] = signInMethodsOf(application)
  const passwords = methods.filter((method) => method.endsWith('-password'))
  const byCode = methods.filter((method) => codes.some((kind) => method === `${kind}-code`)).reverse()
  const qrTabs = application.settings.qrSignInEnabled
    ? [{ id: 'app-qrcode', title: 'APP 扫码登录', isDefault: true }]
    : []
  // One tab stands for codes to either kind of address; `verifyCodeTabConfig` says which.
  const codeTab = byCode.length > 0 ? ['phone-code'] : []
  return {
    loginTabs: {
      list: ['password', ...codeTab, ...qrTabs.map(({ id }) => id)],
      default: 'password',
      title: {
        password: '密码登录',
        ...(byCode.length > 0 && { 'phone-code': '验证码登录' }),
        ...Object.fromEntries(qrTabs.map(({ id, title }) => [id, title])),
      },
    },
    registerTabs: { list: open ? ['email'] : [], default: 'email', title: { email: '邮箱注册' } },
    passwordTabConfig: {
      enabledLoginMethods: passwords,
      validLoginMethods: passwords,
      validRegisterMethods: open ? ['email-password', 'username-password'] : [],
    },
    verifyCodeTabConfig: {
      enabledLoginMethods: byCode,
      validLoginMethods: byCode,
      validRegisterMethods: [],
    },
    tabMethodsFields: labels,
    // Older login components ask each list for its length, and stay white where there is none.
    qrcodeTabsSettings: { 'app-qrcode': qrTabs, 'wechat-miniprogram-qrcode': [], 'wechatmp-qrcode': [] },
  }
}

/**
 * What a sign-in form is told before anybody signs in. It claims only ways that work: passwords, codes to addresses that
 * something can be sent to, codes to scan, and registering by e-mail while registration is open. The empty lists must be
 * there, because the login component iterates over them.
 */
export function encodePublicConfig(introduced: Introduced, origin: string) {
  const { application, pool, publicKey, agreements, codes } = introduced
  const open = !pool.settings.registerDisabled
  return {
    ...encodeBriefApplication(application),
    // The login component draws it whether there is one or not.
    logo: application.logo || pool.logo || `${origin}${logoPath}`,
    publicKey,
    requestHostname: new URL(origin).host,
    cdnBase: `${origin}${pictureBase}`,
    oidcConfig: encodePublicOidc(application),
    redirectUris: application.redirectUris,
    logoutRedirectUris: application.logoutRedirectUris,
    ...encodeTabs(introduced),
    ssoPageComponentDisplay: {
      loginBtn: true,
      registerBtn: open,
      forgetPasswordBtn: codes.length > 0,
      socialLoginBtns: false,
      idpBtns: false,
      userPasswordInput: true,
      autoRegisterThenLoginHintInfo: false,
    },
    registerDisabled: !open,
    appType: application.settings.appType,
    description: application.description,
    protocol: 'oidc',
    userpoolName: pool.name,
    userpoolLogo: pool.logo,
    enableSubAccount: application.settings.enableSubAccount,
    ...encodeMfa(application, pool),
    passwordStrength: pool.settings.passwordStrength,
    verifyCodeLength: codeRules(pool.settings).length,
    ...encodeAgreements(agreements),
    socialConnections: [],
    identityProviders: [],
    ecConnections: [],
    complateFiledsPlace: [],
    extendsFieldsEnabled: false,
    extendsFields: [],
    allowedOrigins: [],
    corsWhitelist: [],
  }
}
