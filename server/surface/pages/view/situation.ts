// What the sign-in page must know when it opens. login/src/situation.ts reads the same shape at the other end.
import type { Language } from './language.ts'

/** What people have to agree to, or may, and when it is asked; `href` of the parts that lead somewhere. */
export type AgreementAsked = {
  id: number
  required: boolean
  /** It is asked on pages in this language, and where there is none in theirs. */
  language: string
  parts: { text: string; href: string | null }[]
  signIn: boolean
  signUp: boolean
}

export type Situation = {
  uid: string
  /** Below which path the page sends what a person does; left out: the interaction of `uid`. */
  actions?: string
  language: Language
  screen: 'sign-in' | 'sign-up' | 'consent' | 'reset-link' | 'second-factor'
  csrf: string
  application: {
    name: string
    logo: string | null
    description: string
    /** Where "back to the application" leads when the sign-in has expired; left out when the application has no page. */
    home?: string | null
  }
  pool: { name: string }
  /** `codes`: to which kinds of address a code can go instead; `link`: whether a link can be mailed that signs in. */
  signIn: {
    identifiers: ('username' | 'email' | 'phone')[]
    codes: ('email' | 'phone')[]
    link: boolean
    /** Whether a code to scan is shown, and whether passkeys are offered; left out: no. */
    qr?: boolean
    passkey?: boolean
    /** Whether people may enter by sub-accounts as well; left out: no. */
    subAccount?: boolean
  }
  signUp: { enabled: boolean; methods: ('email' | 'username')[]; codes: ('email' | 'phone')[] }
  /** Left out: none. */
  agreements?: AgreementAsked[]
  /** How a forgotten password can be replaced; empty: not from here. */
  reset: { codes: ('email' | 'phone')[] }
  /** `trustable`: whether a device can be trusted not to be asked for a second factor again; left out: no. */
  secondFactor?: { trustable: boolean }
  /** Of every code: digits, and seconds until another may be asked for. */
  code: { length: number; resendSeconds: number }
  password: { strength: 0 | 1 | 2 | 3; minLength: number }
  loginHint: string | null
  consent: {
    account: { name: string; detail: string; photo: string | null }
    scopes: { name: string; description: string }[]
    applicationHome: string | null
    redirectHost: string
    /** The same request, for whoever wants to sign in as somebody else first. */
    otherAccount: string
    /** What the application asks its people to agree to, as links. */
    terms: { text: string; href: string }[]
  } | null
  /** A sentence above the form, already in the page's language. */
  notice: string | null
}
