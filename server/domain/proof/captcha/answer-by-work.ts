import { decline, refuse } from '@menshen/contract/errors'
import type { Before, QuietVerb } from '#domain/shape/verb.ts'
import { newToken } from '#platform/crypto/random.ts'
import { insertCaptcha, type StoredCaptcha } from './captcha-store.ts'
import type { ParsedChallenge } from './challenge.ts'
import { captchaLifetimeMs, newAnswer } from './issue-captcha.ts'
import { checkProofOfWork, type Proof, redeemProofOfWork } from './redeem-proof-of-work.ts'

/**
 * Gives a caller who cannot read an image the answer to one that was never drawn, for work done. It is used like any other, so
 * nothing that asks for a captcha has to know of work. 2001 when the work was not done, is used up or came too late.
 */
export const answerByWork: QuietVerb<
  Proof,
  { id: string; answer: string },
  { stored: StoredCaptcha; answer: string; solved: ParsedChallenge }
> = {
  name: 'captcha.answer-by-work',
  admits: 'anyone',
  quiet: 'a captcha is good for one try, which tells what comes of it',
  prepare(before: Before, proof) {
    const { pool, now, ports } = before
    const solved = checkProofOfWork(ports.captcha, before, proof) ?? refuse(2001)
    const [id, answer] = [newToken(16), newAnswer()]
    const answerHash = ports.captcha.answerHash(pool.id, id, answer)
    const expiresAt = new Date(now.getTime() + captchaLifetimeMs)
    return { stored: { userPoolId: pool.id, id, answerHash, triesLeft: 1, expiresAt }, answer, solved }
  },
  async run(context, { stored, answer, solved }) {
    if (!(await redeemProofOfWork(context, solved))) return decline(2001)
    await insertCaptcha(context.tx, stored)
    return { id: stored.id, answer }
  },
}
