// What the server tells the page when it opens. The server embeds it as a JSON data block; see view/shell.ts there.

export type Language = 'zh-CN' | 'en-US'
export type Identifier = 'username' | 'email' | 'phone'
export type SignUpMethod = 'email' | 'username'
export type PasswordRule = { strength: 0 | 1 | 2 | 3; minLength: number }

export type Consent = {
  account: { name: string; detail: string; photo: string | null }
  scopes: { name: string; description: string }[]
  applicationHome: string | null
  redirectHost: string
}

export type Situation = {
  uid: string
  language: Language
  screen: 'sign-in' | 'sign-up' | 'consent'
  csrf: string
  application: { name: string; logo: string | null; description: string; home?: string | null }
  pool: { name: string }
  signIn: { identifiers: Identifier[] }
  signUp: { enabled: boolean; methods: SignUpMethod[] }
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
