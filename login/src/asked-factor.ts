// The second half of a sign-in, as the server asks for it.

/** Those that this page can show; the server may offer others. */
export type FactorName = 'OTP' | 'SMS' | 'EMAIL' | 'PASSKEY'

export type AskedFactor = {
  mfaToken: string
  /** The preferred one first. */
  factors: FactorName[]
  /** Whether they can be shown at once; else one has to be set up first. */
  enrolled: boolean
  phone: string | null
  email: string | null
}

const known: readonly string[] = ['OTP', 'SMS', 'EMAIL', 'PASSKEY']

/** Null when the answer is not of the promised shape. */
export function askedFactor(data: unknown): AskedFactor | null {
  const { mfaToken, applicationMfa, enrolled, phone, email } = (data ?? {}) as Record<string, unknown>
  if (typeof mfaToken !== 'string' || !Array.isArray(applicationMfa)) return null
  const names = applicationMfa.map((item) => (item as { mfaPolicy?: unknown } | null)?.mfaPolicy)
  return {
    mfaToken,
    factors: names.filter((name): name is FactorName => known.includes(name as string)),
    enrolled: enrolled === true,
    phone: textOf(phone),
    email: textOf(email),
  }
}

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)

/** Enough of an address for its owner, and too little for somebody who looks over their shoulder. */
export function masked(address: string): string {
  const at = address.lastIndexOf('@')
  if (at > 0) return `${address.slice(0, 1)}•••${address.slice(at)}`
  return `${'•'.repeat(4)}${address.slice(-4)}`
}
