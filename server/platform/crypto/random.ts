import { randomBytes } from 'node:crypto'

/**
 * A new identifier: 24 lower-case hexadecimal digits. The first 8 are the creation second, so that ids sort by age and
 * an index grows at one end; the other 16 are random.
 */
export function newId(now: Date = new Date()): string {
  const seconds = Math.floor(now.getTime() / 1000)
  return seconds.toString(16).padStart(8, '0') + randomBytes(8).toString('hex')
}

/** A new secret of 128 random bits as 32 hexadecimal digits, the form in which clients know pool and application secrets. */
export function newSecret(): string {
  return randomBytes(16).toString('hex')
}

/** A secret of `bytes` random bytes in base64url, for tokens that nobody types. */
export function newToken(bytes = 32): string {
  return randomBytes(bytes).toString('base64url')
}
