/** What a person can show besides what they signed in with. */
export const factorKinds = ['totp', 'sms', 'email', 'face', 'passkey'] as const
export type FactorKind = (typeof factorKinds)[number]

/**
 * How somebody proved who they are, as it is kept on the session. `passkey` is one with user verification, which is two
 * factors by itself; without user verification it is `security-key`.
 */
export type AuthenticationMethod =
  | 'password'
  | 'email-code'
  | 'sms-code'
  | 'totp'
  | 'recovery-code'
  | 'face'
  | 'passkey'
  | 'security-key'
  | 'social'
  | 'qr'
  | 'unrecorded'
  | 'sub-account'

/** Whether these are proof enough where a second factor is demanded. */
export function provesTwo(methods: readonly string[]): boolean {
  return methods.includes('passkey') || new Set(methods).size > 1
}

/** Authentication method references (RFC 8176 section 2); what has none there is left out. */
const references: Record<string, string[]> = {
  password: ['pwd'],
  'sub-account': ['pwd'],
  'email-code': ['otp'],
  'sms-code': ['sms'],
  totp: ['otp'],
  'recovery-code': ['otp'],
  face: ['face'],
  passkey: ['hwk', 'user'],
  'security-key': ['hwk'],
}

/** The claim `amr` of a session's methods; undefined when nothing can be said. */
export function amrOf(methods: readonly string[]): string[] | undefined {
  const named = methods.flatMap((method) => references[method] ?? [])
  const all = provesTwo(methods) ? [...named, 'mfa'] : named
  return all.length > 0 ? [...new Set(all)] : undefined
}
