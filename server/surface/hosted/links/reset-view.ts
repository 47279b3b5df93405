import type { Language } from '@menshen/contract/errors'
import type { SignInView } from '@menshen/contract/pages/sign-in'
import { codeRules } from '#domain/proof/verification-code/code-rules.ts'
import { resetPasswordPath } from '#domain/proof/verification-code/reset-link.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import { webOrigin } from '../frame/web-origin.ts'

interface Parts {
  pool: UserPool
  /** Null when the mail was sent for the user pool as a whole. */
  application: Application | null
  /** Whose password it will be. */
  email: string
  language: Language
  csrf: string
}

/** What the page of a reset link must know: nothing of a sign-in, since there is none. */
export function resetView({ pool, application, email, language, csrf }: Parts): SignInView {
  const { length, resendSeconds } = codeRules(pool.settings)
  return {
    uid: '',
    actions: resetPasswordPath,
    language,
    screen: 'reset-link',
    csrf,
    application: {
      name: application?.name ?? pool.name,
      logo: application?.logo ?? null,
      description: application?.description ?? '',
      home: webOrigin(application?.redirectUris[0]),
    },
    pool: { name: pool.name },
    signIn: { identifiers: [], codes: [], link: false },
    signUp: { enabled: false, methods: [], codes: [] },
    reset: { codes: [] },
    code: { length, resendSeconds },
    password: { strength: pool.settings.passwordStrength, minLength: pool.settings.passwordMinLength },
    loginHint: email,
    consent: null,
    notice: null,
  }
}
