// What the server tells the page when it opens. The server embeds it as a JSON data block; see view/shell.ts there.

export type Language = 'zh-CN' | 'en-US'
export type Identifier = 'username' | 'email' | 'phone'
export type SignUpMethod = 'email' | 'username'
export type CodeKind = 'email' | 'phone'
export type PasswordRule = { strength: 0 | 1 | 2 | 3; minLength: number }

export type Consent = {
  account: { name: string; detail: string; photo: string | null }
  scopes: { name: string; description: string }[]
  applicationHome: string | null
  redirectHost: string
  /** The same request, for whoever wants to sign in as somebody else first. */
  otherAccount: string
  /** What the application asks its people to agree to. */
  terms: { text: string; href: string }[]
}

/** What people have to agree to, or may; `href` of the parts that lead somewhere. */
export type Agreement = {
  id: number
  required: boolean
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
  application: { name: string; logo: string | null; description: string; home?: string | null }
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
  agreements?: Agreement[]
  /** How a forgotten password can be replaced; empty: not from here. */
  reset: { codes: CodeKind[] }
  /** `trustable`: whether a device can be trusted not to be asked for a second factor again; left out: no. */
  secondFactor?: { trustable: boolean }
  /** Of every code: digits, and seconds until another may be asked for. */
  code: { length: number; resendSeconds: number }
  password: PasswordRule
  loginHint: string | null
  consent: Consent | null
  notice: string | null
}

export function readSituation(): Situation {
  return JSON.parse(document.getElementById('situation')?.textContent ?? '') as Situation
}

/** The application's own address, when it is one that a link may carry (an administrator typed it). */
export function homeOf({ application, consent }: Situation): string | null {
  const home = application.home ?? consent?.applicationHome
  return home && /^https?:\/\//i.test(home) ? home : null
}
