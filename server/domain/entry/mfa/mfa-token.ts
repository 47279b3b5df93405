import { sha256 } from '#platform/crypto/compare.ts'
import { newToken } from '#platform/crypto/random.ts'

/** Seconds in which the second factor has to be shown. */
export const mfaTokenLifetime = 300

const shape = /^mfa\.([0-9a-f]{24})\.([\w-]{43})$/

/**
 * A token that stands for the first half of a sign-in and for nothing else. It is not signed and says nothing: what it is
 * good for stands in a row that is found by its hash, so nothing that reads user tokens can take it for one.
 */
export function newMfaToken(userPoolId: string): { token: string; tokenHash: Buffer } {
  const secret = newToken()
  return { token: `mfa.${userPoolId}.${secret}`, tokenHash: sha256(secret) }
}

/** The pool of such a token and the stored form of its secret; null for any other text. */
export function readMfaToken(token: string): { userPoolId: string; tokenHash: Buffer } | null {
  const [, userPoolId, secret] = shape.exec(token) ?? []
  return userPoolId && secret ? { userPoolId, tokenHash: sha256(secret) } : null
}
