import { timingSafeEqual } from 'node:crypto'

/** A password's hash as it is kept: ours, or one that was brought from elsewhere. */
export interface StoredHash {
  /** `argon2id`, `bcrypt`, `pbkdf2-sha256`, `sha1` ... */
  algorithm: string
  matches(password: string): Promise<boolean>
  /** Whether all of a password counts, and not only how it begins. Left out where it always does. */
  readsWhole?(password: string): boolean
}

/** What a hash costs at most to check, about a second of one core and a quarter of a gigabyte: a sign-in pays it. */
export const costLimits = {
  bcryptCost: 14,
  memoryKiB: 262_144,
  /** Argon2: KiB times passes. */
  argon2Work: 2_097_152,
  lanes: 16,
  /** scrypt: N times r times p. */
  scryptWork: 4_194_304,
  iterations: 2_000_000,
  /** Rounds of a plain digest. */
  rounds: 100_000,
} as const

/** Base64 with or without padding, its URL form, and the alphabet of Passlib; null when it is none of them. */
export function decodeBase64(text: string): Buffer | null {
  if (!/^[A-Za-z0-9+/._-]*={0,2}$/.test(text)) return null
  return Buffer.from(text.replaceAll('.', '+').replaceAll('-', '+').replaceAll('_', '/'), 'base64')
}

/** Hexadecimal digits, or else base64. */
export function decodeDigest(text: string, size: number): Buffer | null {
  const bytes = text.length === size * 2 && /^[0-9a-f]+$/i.test(text) ? Buffer.from(text, 'hex') : decodeBase64(text)
  return bytes?.length === size ? bytes : null
}

export function isSame(left: Buffer, right: Buffer): boolean {
  return left.length === right.length && timingSafeEqual(left, right)
}
