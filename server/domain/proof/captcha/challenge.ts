import { createHash, timingSafeEqual } from 'node:crypto'
import type { CaptchaKeys } from './captcha-keys.ts'

/**
 * A task that costs computing time. The browser looks for a `nonce` (decimal) such that SHA-256 of
 * `<id>.<nonce>` begins with `difficulty` zero bits; `id` is the part of `challenge` before its first dot.
 */
export interface CaptchaChallenge {
  /** `<id>.<seconds since 1970 of its end>.<difficulty>.<signature>`: stored nowhere, believed by its signature. */
  challenge: string
  difficulty: number
  expiresAt: Date
}

export interface ParsedChallenge {
  id: string
  difficulty: number
  expiresAt: Date
}

const form = /^([\w-]{22})\.(\d{10})\.(\d{1,2})\.([\w-]{43})$/

export function signChallenge(keys: CaptchaKeys, userPoolId: string, parsed: ParsedChallenge): CaptchaChallenge {
  const seconds = Math.floor(parsed.expiresAt.getTime() / 1000)
  const text = `${parsed.id}.${seconds}.${parsed.difficulty}`
  const signature = keys.challengeSignature(userPoolId, text).toString('base64url')
  return {
    challenge: `${text}.${signature}`,
    difficulty: parsed.difficulty,
    expiresAt: new Date(seconds * 1000),
  }
}

/** The parts of a challenge that we signed for this pool; null for anything else. */
export function readCaptchaChallenge(keys: CaptchaKeys, userPoolId: string, challenge: string): ParsedChallenge | null {
  const match = form.exec(challenge)
  if (!match) return null
  const [, id = '', seconds, difficulty, signature = ''] = match
  const expected = keys.challengeSignature(userPoolId, `${id}.${seconds}.${difficulty}`)
  if (!timingSafeEqual(expected, Buffer.from(signature, 'base64url'))) return null
  return { id, difficulty: Number(difficulty), expiresAt: new Date(Number(seconds) * 1000) }
}

/** Whether the work was done: one hash, whatever the difficulty. */
export function isSolved({ id, difficulty }: ParsedChallenge, nonce: string): boolean {
  if (!/^\d{1,15}$/.test(nonce)) return false
  const digest = createHash('sha256').update(`${id}.${nonce}`).digest()
  return leadingZeroBits(digest) >= difficulty
}

function leadingZeroBits(digest: Buffer): number {
  const byte = digest.findIndex((value) => value !== 0)
  return byte === -1 ? digest.length * 8 : byte * 8 + Math.clz32(digest[byte] as number) - 24
}
