import { createHmac, hkdfSync } from 'node:crypto'

/** The keyed hashes of this room, derived from the secret of the installation. */
export interface CaptchaKeys {
  /** The stored form of an image's answer. Bound to the pool and the image, the same for upper and lower case. */
  answerHash(userPoolId: string, id: string, answer: string): Buffer
  /** The signature of a proof-of-work challenge. */
  challengeSignature(userPoolId: string, challenge: string): Buffer
}

export function createCaptchaKeys(secretKey: string): CaptchaKeys {
  const derived = (purpose: string) => Buffer.from(hkdfSync('sha256', secretKey, '', `menshen ${purpose}`, 32))
  const answerKey = derived('captcha answer')
  const challengeKey = derived('proof of work')
  const hmac = (key: Buffer, ...parts: string[]) => createHmac('sha256', key).update(JSON.stringify(parts)).digest()
  return {
    answerHash: (userPoolId, id, answer) => hmac(answerKey, userPoolId, id, answer.trim().toUpperCase()),
    challengeSignature: (userPoolId, challenge) => hmac(challengeKey, userPoolId, challenge),
  }
}
