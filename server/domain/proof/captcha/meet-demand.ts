import { decline, refuse } from '@menshen/contract/errors'
import type { RequestContext } from '#domain/shape/request-context.ts'
import type { Before, Preparing } from '#domain/shape/verb.ts'
import { attemptCaptcha, checkCaptcha } from './check-captcha.ts'
import { newChallenge } from './issue-proof-of-work.ts'
import { checkProofOfWork, redeemProofOfWork } from './redeem-proof-of-work.ts'

/** What somebody who is asked for a captcha can do: an image to read, or a task for a computer. */
export type CaptchaDemand = {
  /** Where the image is. It names the tenant itself, because a browser sends no headers of ours for an image. */
  url: string
  /** See `challenge.ts`. The answer is sent along with the same request as `x-menshen-work: <challenge>:<nonce>`. */
  challenge: string
  difficulty: number
}

export function captchaDemand(before: Before): CaptchaDemand {
  const { challenge, difficulty } = newChallenge(before)
  return { url: captchaUrl(before), challenge, difficulty }
}

function captchaUrl({ origin, application, pool }: Pick<RequestContext, 'origin' | 'application' | 'pool'>): string {
  const tenant = application ? `app_id=${application.id}` : `userpool_id=${pool.id}`
  return `${origin}/api/v2/security/captcha?${tenant}`
}

/**
 * Uses up, ahead of anything costly, the captcha or the work that came along: 2000 when neither did, 2001 when it is wrong,
 * which costs the image a try.
 */
export async function meetDemand(
  before: Preparing,
  answer: string | null | undefined,
  demand: CaptchaDemand,
): Promise<void> {
  const { client, ports } = before
  if (!answer && !client.work) refuse(2000, { data: demand })
  const solved = client.work ? checkProofOfWork(ports.captcha, before, client.work) : null
  const attempt = answer ? attemptCaptcha(ports.captcha, before, { id: client.captchaId, answer }) : null
  await before.ahead(async (context) => {
    const right = solved ? await redeemProofOfWork(context, solved) : await checkCaptcha(context, attempt)
    return right ? null : decline(2001, { data: demand })
  })
}
