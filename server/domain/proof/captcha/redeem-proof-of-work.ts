import type { Before, Context } from '#domain/shape/verb.ts'
import type { CaptchaKeys } from './captcha-keys.ts'
import { insertRedeemedProof } from './captcha-store.ts'
import { isSolved, type ParsedChallenge, readCaptchaChallenge } from './challenge.ts'

/** A proof as it came from the client. */
export interface Proof {
  challenge: string
  nonce: string
}

/** The challenge that was solved: ours, for this pool, in time. Null otherwise. Made in `prepare`; costs two hashes. */
export function checkProofOfWork(
  keys: CaptchaKeys,
  { pool, now }: Pick<Before, 'pool' | 'now'>,
  { challenge, nonce }: Proof,
): ParsedChallenge | null {
  const parsed = readCaptchaChallenge(keys, pool.id, challenge)
  return parsed && parsed.expiresAt > now && isSolved(parsed, nonce) ? parsed : null
}

/** Uses a solved challenge up; false when it was used before, has expired meanwhile, or never was solved. */
export async function redeemProofOfWork(
  { tx, pool, now }: Pick<Context, 'tx' | 'pool' | 'now'>,
  solved: ParsedChallenge | null,
): Promise<boolean> {
  if (!solved || solved.expiresAt <= now) return false
  return insertRedeemedProof(tx, pool.id, solved.id, solved.expiresAt)
}
