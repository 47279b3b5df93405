import type { Language } from '@menshen/contract/errors'
import type { SignInView } from '@menshen/contract/pages/sign-in'
import { mfaSettingsOf } from '#domain/entry/mfa/demand.ts'
import { signInMethodsOf } from '#domain/entry/sign-in/sign-in-methods.ts'
import type { User } from '#domain/people/user/user.ts'
import { codeRules } from '#domain/proof/verification-code/code-rules.ts'
import type { Agreement } from '#domain/tenancy/agreement/agreement.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import type { Interaction } from '../../sign-in-page.ts'
import type { CodeKind } from '../frame/code-channels.ts'
import { webOrigin } from '../frame/web-origin.ts'
import { askAgreements } from './agreement-words.ts'
import { describeScopes, knownScopes } from './scope-words.ts'

export interface Stage {
  interaction: Interaction
  application: Application
  pool: UserPool
  /** Who is signed in; null on the way to signing in. */
  user: User | null
}

/** What the sign-in page must know when it opens. */
export function viewOf(
  { interaction, application, pool, user }: Stage,
  { codes, agreements }: { codes: CodeKind[]; agreements: Agreement[] },
  language: Language,
  csrf: string,
): SignInView {
  const { login_hint: loginHint } = interaction.params
  const { length, resendSeconds } = codeRules(pool.settings)
  const home = webOrigin(application.redirectUris[0])
  return {
    uid: interaction.uid,
    language,
    screen: screenOf({ interaction, pool, user }),
    csrf,
    application: {
      name: application.name,
      logo: application.logo,
      description: application.description ?? '',
      home,
    },
    pool: { name: pool.name },
    ...waysOf(application, pool, codes),
    agreements: askAgreements(agreements),
    secondFactor: { trustable: mfaSettingsOf(pool, application).policy.startsWith('new-') },
    code: { length, resendSeconds },
    password: { strength: pool.settings.passwordStrength, minLength: pool.settings.passwordMinLength },
    loginHint: typeof loginHint === 'string' ? loginHint : user && (user.email ?? user.phone ?? user.username),
    consent:
      interaction.prompt === 'consent' && user ? consentOf(interaction, user, { home, agreements }, language) : null,
    notice: null,
  }
}

/** How people sign in to this application, sign up, and replace a password that they forgot. */
function waysOf(
  application: Application,
  pool: UserPool,
  codes: CodeKind[],
): Pick<SignInView, 'signIn' | 'signUp' | 'reset'> {
  const { settings } = application
  const methods = signInMethodsOf(application)
  const takesPasswords = methods.some((method) => method.endsWith('-password'))
  return {
    signIn: {
      identifiers: (['username', 'email', 'phone'] as const).filter((name) => methods.includes(`${name}-password`)),
      codes: codes.filter((kind) => methods.includes(`${kind}-code`)),
      qr: settings.qrSignInEnabled,
      passkey: settings.passkeyEnabled,
      subAccount: settings.enableSubAccount,
      link: settings.magicLink && codes.includes('email'),
    },
    signUp: {
      enabled: !pool.settings.registerDisabled,
      // Nobody chooses a password who could not use it here.
      methods: takesPasswords ? ['email', 'username'] : [],
      codes: pool.settings.registerDisabled ? [] : codes,
    },
    reset: { codes: takesPasswords ? codes : [] },
  }
}

function screenOf({ interaction, pool, user }: Omit<Stage, 'application'>): SignInView['screen'] {
  if (interaction.prompt === 'consent') return 'consent'
  if (interaction.stepUpOf && user) return 'second-factor'
  return interaction.params.screen_hint === 'signup' && !pool.settings.registerDisabled ? 'sign-up' : 'sign-in'
}

function consentOf(
  { params }: Interaction,
  user: User,
  { home, agreements }: { home: string | null; agreements: Agreement[] },
  language: Language,
): SignInView['consent'] {
  const asked = String(params.scope ?? '')
    .split(' ')
    .filter((name) => knownScopes.has(name))
  const identifiers = [user.username, user.email, user.phone].filter((text) => text !== null)
  return {
    account: {
      name: user.profile.nickname ?? user.profile.name ?? identifiers[0] ?? user.id,
      detail: user.email ?? user.phone ?? user.username ?? '',
      photo: user.profile.photo ?? null,
    },
    scopes: describeScopes(asked, language),
    applicationHome: home,
    redirectHost: URL.parse(String(params.redirect_uri ?? ''))?.host ?? '',
    otherAccount: otherAccountAddress(params),
    terms: askAgreements(agreements)
      .filter((asked) => asked.language === language)
      .flatMap(({ parts }) => parts.flatMap(({ text, href }) => (href ? [{ text, href }] : []))),
  }
}

/** The request as it came, but for who is meant by it. */
function otherAccountAddress(params: Interaction['params']): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(params))
    if (typeof value === 'string' || typeof value === 'number') query.set(name, String(value))
  for (const name of ['login_hint', 'id_token_hint']) query.delete(name)
  query.set('prompt', 'login consent')
  return `/oidc/auth?${query}`
}
