import { answerByWork } from '#domain/proof/captcha/answer-by-work.ts'
import { issueProofOfWork } from '#domain/proof/captcha/issue-proof-of-work.ts'
import { checkedText } from '#domain/shape/text.ts'
import { keepCaptcha } from '../../request/entry-cookies.ts'
import type { Handlers } from './action.ts'

/** For whoever cannot read the picture: the browser does some work, and is told an answer for it. */
export const captchaActions: Handlers<'captcha-task' | 'captcha-work'> = {
  async 'captcha-task'(acting) {
    const { challenge } = await acting.pages.domain.ask(issueProofOfWork, acting.hints, {})
    return { done: true, challenge }
  },
  async 'captcha-work'(acting, { challenge = '', nonce = '' }) {
    const { id, answer } = await acting.pages.domain.callAt(answerByWork, acting.at, {
      challenge: checkedText(challenge, 'challenge', 200),
      nonce: checkedText(nonce, 'nonce', 20),
    })
    keepCaptcha(acting.reply, id, acting.at.origin)
    return { done: true, answer }
  },
}
