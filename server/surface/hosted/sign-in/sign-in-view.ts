import type { Language } from '@menshen/contract/errors'
import type { SignInView } from '@menshen/contract/pages/sign-in'
import type { ConsentNeeded, EntryInProgress } from '#domain/entry/in-progress/entry.ts'
import type { Standing } from '#domain/entry/in-progress/stand.ts'
import { mfaSettingsOf } from '#domain/entry/mfa/demand.ts'
import { signInMethodsOf } from '#domain/entry/sign-in/sign-in-methods.ts'
import type { CodeKind } from '#domain/messaging/message/reachable-kinds.ts'
import type { User } from '#domain/people/user/user.ts'
import { codeRules } from '#domain/proof/verification-code/code-rules.ts'
import type { Agreement } from '#domain/tenancy/agreement/agreement.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import { webOrigin } from '../frame/web-origin.ts'
import { askAgreements } from './agreement-words.ts'
import { describeScopes, knownScopes } from './scope-words.ts'

/** For what the page stands open. */
export interface SignInStage extends Standing {
  entry: EntryInProgress
}

/** What the sign-in page must know when it opens. */
export function viewOf(
  stage: SignInStage,
  { codes, agreements }: { codes: CodeKind[]; agreements: Agreement[] },
  language: Language,
  csrf: string,
): SignInView {
  const { entry, application, pool, user, needs } = stage
  const { length, resendSeconds } = codeRules(pool.settings)
  const home = webOrigin(application.redirectUris[0])
  return {
    uid: entry.id,
    language,
    screen: screenOf(stage),
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
    loginHint: entry.loginHint ?? (user && (user.email ?? user.phone ?? user.username)),
    consent: needs.step === 'consent' && user ? consentOf(needs, user, { home, agreements }, language) : null,
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

function screenOf({ entry, pool, needs }: SignInStage): SignInView['screen'] {
  if (needs.step !== 'sign-in') return needs.step
  return entry.registers && !pool.settings.registerDisabled ? 'sign-up' : 'sign-in'
}

function consentOf(
  { scopes, answersTo, asOther }: ConsentNeeded,
  user: User,
  { home, agreements }: { home: string | null; agreements: Agreement[] },
  language: Language,
): SignInView['consent'] {
  const identifiers = [user.username, user.email, user.phone].filter((text) => text !== null)
  return {
    account: {
      name: user.profile.nickname ?? user.profile.name ?? identifiers[0] ?? user.id,
      detail: user.email ?? user.phone ?? user.username ?? '',
      photo: user.profile.photo ?? null,
    },
    scopes: describeScopes(
      scopes.filter((name) => knownScopes.has(name)),
      language,
    ),
    applicationHome: home,
    redirectHost: answersTo,
    otherAccount: asOther,
    terms: askAgreements(agreements)
      .filter((asked) => asked.language === language)
      .flatMap(({ parts }) => parts.flatMap(({ text, href }) => (href ? [{ text, href }] : []))),
  }
}
