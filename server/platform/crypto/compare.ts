import { hash, timingSafeEqual } from 'node:crypto'

/** SHA-256 of a text. Used as the stored form of high-entropy secrets, never of passwords. */
export function sha256(text: string): Buffer {
  return hash('sha256', text, 'buffer')
}

/** Compares two secrets in a time that tells nothing about where, or in which length, they differ. */
export function sameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(sha256(given), sha256(expected))
}
