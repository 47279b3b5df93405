import { isCommon } from './common-passwords.ts'

/** How good a password is, as the clients show it: 1 low, 2 middle, 3 high. */
export type SecurityLevel = 1 | 2 | 3

const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u]

/**
 * Measured when a password is set, since only its hash is kept. High is a passphrase of 16 characters, or 12 of three
 * kinds; middle is 8 of two kinds, or 12; what everybody tries first, or what is made of the account's names, is low.
 */
export function securityLevelOf(password: string, own: readonly string[] = []): SecurityLevel {
  if (isCommon(password, own)) return 1
  const length = [...password].length
  const mixed = kinds.filter((kind) => kind.test(password)).length
  if (length >= 16 || (length >= 12 && mixed >= 3)) return 3
  return length >= 12 || (length >= 8 && mixed >= 2) ? 2 : 1
}
