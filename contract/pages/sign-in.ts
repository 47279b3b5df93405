// What the sign-in page knows when it opens. The server embeds it into the HTML as a block of JSON.
import type { Language } from '../language.ts'

export type Identifier = 'username' | 'email' | 'phone'
export type SignUpMethod = 'email' | 'username'
/** Kinds of address to which codes go. */
export type CodeKind = 'email' | 'phone'

/** Of every code: digits, and seconds until another may be asked for. */
export type CodeRule = { length: number; resendSeconds: number }

/** `strength`: 0 any password, 1 `minLength` characters, 2 and 3 also so many classes of them. */
export type PasswordRule = { strength: 0 | 1 | 2 | 3; minLength: number }

/** The person who is signed in, as a page shows them. */
export type ShownPerson = { name: string; detail: string; photo: string | null }

/** A scope that an application asks for, in words of the page's language. */
export type ShownScope = { name: string; description: string }

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

/** What an application wants to know of a person. */
export type ConsentAsked = {
  account: ShownPerson
  scopes: ShownScope[]
  applicationHome: string | null
  redirectHost: string
  /** The same request, for people who want to sign in as somebody else first. */
  otherAccount: string
  /** What the application asks its people to agree to, as links. */
  terms: { text: string; href: string }[]
}

export type SignInView = {
  uid: string
  /** Below which path the page sends what a person does; left out: the entry of `uid`. */
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
    identifiers: Identifier[]
    codes: CodeKind[]
    link: boolean
    /** Whether a code to scan is shown, and whether passkeys are offered; left out: no. */
    qr?: boolean
    passkey?: boolean
    /** Whether people may enter by sub-accounts as well; left out: no. */
    subAccount?: boolean
  }
  signUp: { enabled: boolean; methods: SignUpMethod[]; codes: CodeKind[] }
  /** Left out: none. */
  agreements?: AgreementAsked[]
  /** How a forgotten password can be replaced; empty: not from here. */
  reset: { codes: CodeKind[] }
  /** `trustable`: whether a device can be trusted not to be asked for a second factor again; left out: no. */
  secondFactor?: { trustable: boolean }
  code: CodeRule
  password: PasswordRule
  loginHint: string | null
  consent: ConsentAsked | null
  /** A sentence above the form, already in the page's language. */
  notice: string | null
}
