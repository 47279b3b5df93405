import type { Before, Question } from '#domain/shape/verb.ts'
import { newToken } from '#platform/crypto/random.ts'
import { type CaptchaChallenge, signChallenge } from './challenge.ts'

const lifetimeMs = 5 * 60_000

/** 2^18 hashes on average: a quarter of a second on a desk, seconds on a slow phone. Each bit more doubles it. */
export const usualDifficulty = 18

/**
 * Sets a task for a computer instead of an image for a person, where nobody can read the image. It slows a guesser
 * down and tells nothing about who is there. The difficulty is the server's to choose, never the client's.
 */
export const issueProofOfWork: Question<{ difficulty?: number }, CaptchaChallenge> = {
  name: 'captcha.issue-proof-of-work',
  admits: 'anyone',
  answer: (before: Before, { difficulty }) => newChallenge(before, difficulty),
}

/** A challenge that nobody has seen, for five minutes. */
export function newChallenge({ pool, now, ports }: Before, difficulty = usualDifficulty): CaptchaChallenge {
  const expiresAt = new Date(now.getTime() + lifetimeMs)
  return signChallenge(ports.captcha, pool.id, { id: newToken(16), difficulty, expiresAt })
}
