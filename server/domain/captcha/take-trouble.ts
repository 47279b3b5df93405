import { decline, refuse } from '@menshen/contract/errors'
import { newToken } from '#platform/crypto/random.ts'
import type { Before, Preparing, Situation } from '../verb.ts'
import { signChallenge } from './challenge.ts'
import { attemptCaptcha, checkCaptcha } from './check-captcha.ts'
import { proofLifetimeMs, usualDifficulty } from './issue-proof-of-work.ts'
import { checkProofOfWork, redeemProofOfWork } from './redeem-proof-of-work.ts'

/** The ways on for whoever is asked for a captcha: an image to read, or a task for a computer. */
export interface Trouble {
  /** Where the image is. It names the tenant itself, because a browser sends no headers of ours for an image. */
  url: string
  /** See `challenge.ts`. The answer is sent along with the same request as `x-menshen-work: <challenge>:<nonce>`. */
  challenge: string
  difficulty: number
}

export function troubleOf(before: Before): Trouble {
  const { pool, now, tools } = before
  const expiresAt = new Date(now.getTime() + proofLifetimeMs)
  const parsed = { id: newToken(16), difficulty: usualDifficulty, expiresAt }
  const { challenge, difficulty } = signChallenge(tools.captcha, pool.id, parsed)
  return { url: captchaUrl(before), challenge, difficulty }
}

function captchaUrl({ origin, application, pool }: Pick<Situation, 'origin' | 'application' | 'pool'>): string {
  const tenant = application ? `app_id=${application.id}` : `userpool_id=${pool.id}`
  return `${origin}/api/v2/security/captcha?${tenant}`
}

/**
 * Uses up, ahead of anything costly, the captcha or the work that came along: 2000 when neither did, 2001 when it is wrong,
 * which costs the image a try.
 */
export async function takeTrouble(
  before: Preparing,
  answer: string | null | undefined,
  trouble: Trouble,
): Promise<void> {
  const { client, tools } = before
  if (!answer && !client.work) refuse(2000, { data: { ...trouble } })
  const solved = client.work ? checkProofOfWork(tools.captcha, before, client.work) : null
  const attempt = answer ? attemptCaptcha(tools.captcha, before, { id: client.captchaId, answer }) : null
  await before.ahead(async (context) => {
    const right = solved ? await redeemProofOfWork(context, solved) : await checkCaptcha(context, attempt)
    return right ? null : decline(2001, { data: { ...trouble } })
  })
}
