import { timingSafeEqual } from 'node:crypto'
import type { Before, Context } from '#domain/shape/verb.ts'
import type { CaptchaKeys } from './captcha-keys.ts'
import { deleteCaptcha, takeTry } from './captcha-store.ts'

/** What somebody answered, in the form in which it is compared. Made in `prepare`, because `run` has no keys. */
export interface CaptchaAttempt {
  id: string
  answerHash: Buffer
}

/** Null when there is nothing to check: no image was asked for, or nothing that could be an answer was given. */
export function attemptCaptcha(
  keys: CaptchaKeys,
  { pool }: Pick<Before, 'pool'>,
  { id, answer }: { id?: string | null | undefined; answer?: string | null | undefined },
): CaptchaAttempt | null {
  if (!id || !answer || !/^[\w-]{22}$/.test(id) || answer.length > 32) return null
  return { id, answerHash: keys.answerHash(pool.id, id, answer) }
}

/**
 * Whether the answer is right, and the image has not been used, tried three times or let expire. A right answer uses the
 * image up; of two that come at once, one wins. The tries are part of the caller's transaction: after `false` it must
 * `decline(2001)`, for with `refuse` they would be given back.
 */
export async function checkCaptcha(
  { tx, pool, now }: Pick<Context, 'tx' | 'pool' | 'now'>,
  attempt: CaptchaAttempt | null,
): Promise<boolean> {
  if (!attempt) return false
  const expected = await takeTry(tx, pool.id, attempt.id, now)
  if (!expected || !timingSafeEqual(expected, attempt.answerHash)) return false
  await deleteCaptcha(tx, pool.id, attempt.id)
  return true
}
