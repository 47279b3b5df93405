import { Secret, TOTP } from 'otpauth'
import { normalForm } from '#platform/normal-form.ts'

/** What every authenticator app assumes (RFC 6238, Google's key URI format): SHA-1, six digits, steps of 30 seconds. */
const period = 30
const digits = 6
/** Steps before and after the present one that are good too, for clocks that are wrong (RFC 6238 section 5.2). */
const drift = 1

/** A new secret of 160 bits (RFC 4226 section 4, R6) in base32, the form in which people type it. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32
}

/** What an authenticator app reads from the picture. */
export function totpUri(secret: string, { issuer, label }: { issuer: string; label: string }): string {
  const names = { issuer: withoutColon(issuer), label: withoutColon(label) }
  return new TOTP({ ...names, period, digits, secret: keyOf(secret) }).toString()
}

/** A colon parts the issuer from the name, so neither may hold one (key URI format, "Label"), in any width. */
function withoutColon(name: string): string {
  return name.replace(/\s*[:\uff1a\ufe55\ufe13]\s*/g, ' ').trim()
}

/** The time step of which this is the code, newer than `after`; null when it is of none that counts now. */
export function totpStep(secret: string, code: string, now: Date, after: number | null): number | null {
  const token = normalForm(code, 'NFKC').replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return null
  const timestamp = now.getTime()
  const delta = TOTP.validate({ token, secret: keyOf(secret), period, digits, timestamp, window: drift })
  const step = delta === null ? null : TOTP.counter({ period, timestamp }) + delta
  return step !== null && (after === null || step > after) ? step : null
}

/** Secrets are base32; one that came from elsewhere and is not is taken byte by byte. */
function keyOf(secret: string): Secret {
  const compact = secret.replace(/[\s-]/g, '').replace(/=+$/, '').toUpperCase()
  return /^[A-Z2-7]+$/.test(compact) ? Secret.fromBase32(compact) : Secret.fromUTF8(secret)
}
