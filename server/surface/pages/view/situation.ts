// What the sign-in page must know when it opens. login/src/situation.ts reads the same shape at the other end.
import type { Language } from './language.ts'

export type Situation = {
  uid: string
  language: Language
  screen: 'sign-in' | 'sign-up' | 'consent'
  csrf: string
  application: {
    name: string
    logo: string | null
    description: string
    /** Where "back to the application" leads when the sign-in has expired; left out when the application has no page. */
    home?: string | null
  }
  pool: { name: string }
  signIn: { identifiers: ('username' | 'email' | 'phone')[] }
  signUp: { enabled: boolean; methods: ('email' | 'username')[] }
  password: { strength: 0 | 1 | 2 | 3; minLength: number }
  loginHint: string | null
  consent: {
    account: { name: string; detail: string; photo: string | null }
    scopes: { name: string; description: string }[]
    applicationHome: string | null
    redirectHost: string
  } | null
  /** A sentence above the form, already in the page's language. */
  notice: string | null
}
