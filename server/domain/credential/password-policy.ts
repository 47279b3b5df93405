import { refuse } from '@menshen/contract/errors'

export type PasswordStrength = 0 | 1 | 2 | 3

export const minimumLength = 6
/** Long passphrases are welcome; a megabyte is an attack on the hash. Counted in code points. */
const maximumLength = 256

const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u]

/** Whether the password meets the pool's strength: 0 any non-empty, 1 six characters, 2 two and 3 three kinds of characters. */
export function meetsStrength(password: string, strength: PasswordStrength): boolean {
  const length = [...password].length
  if (length === 0 || length > maximumLength) return false
  if (strength === 0) return true
  const variety = kinds.filter((kind) => kind.test(password)).length
  return length >= minimumLength && variety >= strength
}

/** Refuses a new password that the pool's policy does not allow (2029). */
export function requireStrength(password: string, strength: PasswordStrength): void {
  if (!meetsStrength(password, strength)) refuse(2029)
}
