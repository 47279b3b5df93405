import type { Language } from '@menshen/contract/errors'
import { mfaSettingsOf } from '#domain/entry/mfa/demand.ts'
import { signInMethodsOf } from '#domain/entry/sign-in/sign-in-methods.ts'
import type { User } from '#domain/people/user/user.ts'
import { codeRules } from '#domain/proof/verification-code/code-rules.ts'
import type { Agreement } from '#domain/tenancy/agreement/agreement.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import type { Interaction } from '../sign-in-page.ts'
import { askAgreements } from './agreement-words.ts'
import type { CodeKind } from './code-channels.ts'
import { describeScopes, knownScopes } from './scope-words.ts'
import type { Situation } from './view/situation.ts'

export interface Stage {
  interaction: Interaction
  application: Application
  pool: UserPool
  /** Who is signed in; null on the way to signing in. */
  user: User | null
}

/** What the sign-in page must know when it opens. */
export function situationOf(
  { interaction, application, pool, user }: Stage,
  { codes, agreements }: { codes: CodeKind[]; agreements: Agreement[] },
  language: Language,
  csrf: string,
): Situation {
  const { login_hint: loginHint } = interaction.params
  const { length, resendSeconds } = codeRules(pool.settings)
  const home = webOrigin(application.redirectUris[0])
  const methods = signInMethodsOf(application)
  const takesPasswords = methods.some((method) => method.endsWith('-password'))
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
    signIn: {
      identifiers: (['username', 'email', 'phone'] as const).filter((name) => methods.includes(`${name}-password`)),
      codes: codes.filter((kind) => methods.includes(`${kind}-code`)),
      qr: application.settings.qrSignInEnabled,
      passkey: application.settings.passkeyEnabled,
      subAccount: application.settings.enableSubAccount,
      link: application.settings.magicLink && codes.includes('email'),
    },
    signUp: {
      enabled: !pool.settings.registerDisabled,
      // Nobody chooses a password who could not use it here.
      methods: takesPasswords ? ['email', 'username'] : [],
      codes: pool.settings.registerDisabled ? [] : codes,
    },
    agreements: askAgreements(agreements),
    reset: { codes: takesPasswords ? codes : [] },
    secondFactor: { trustable: mfaSettingsOf(pool, application).policy.startsWith('new-') },
    code: { length, resendSeconds },
    password: { strength: pool.settings.passwordStrength, minLength: pool.settings.passwordMinLength },
    loginHint: typeof loginHint === 'string' ? loginHint : user && (user.email ?? user.phone ?? user.username),
    consent:
      interaction.prompt === 'consent' && user ? consentOf(interaction, user, { home, agreements }, language) : null,
    notice: null,
  }
}

function screenOf({ interaction, pool, user }: Omit<Stage, 'application'>): Situation['screen'] {
  if (interaction.prompt === 'consent') return 'consent'
  if (interaction.stepUpOf && user) return 'second-factor'
  return interaction.params.screen_hint === 'signup' && !pool.settings.registerDisabled ? 'sign-up' : 'sign-in'
}

function consentOf(
  { params }: Interaction,
  user: User,
  { home, agreements }: { home: string | null; agreements: Agreement[] },
  language: Language,
): Situation['consent'] {
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

/** The address of the application itself, as far as its redirect address tells. */
export function webOrigin(redirectUri: string | undefined): string | null {
  const url = redirectUri ? URL.parse(redirectUri) : null
  return url && /^https?:$/.test(url.protocol) ? url.origin : null
}
