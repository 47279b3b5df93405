import { answerByWork } from '#domain/proof/captcha/answer-by-work.ts'
import { issueProofOfWork } from '#domain/proof/captcha/issue-proof-of-work.ts'
import { checkedText } from '#domain/shape/text.ts'
import { keepCaptcha } from '../../request/entry-cookies.ts'
import { resolve } from '../../request/resolved.ts'
import { circumstances, type Handlers, hintsFor, requirePrompt } from './action.ts'

/** For whoever cannot read the picture: the browser does some work, and is told an answer for it. */
export const captchaActions: Handlers<'captcha-task' | 'captcha-work'> = {
  async 'captcha-task'(acting) {
    requirePrompt(acting, 'login')
    const { challenge } = await acting.pages.domain.ask(issueProofOfWork, hintsFor(acting), {})
    return { done: true, challenge }
  },
  async 'captcha-work'(acting, { challenge = '', nonce = '' }) {
    requirePrompt(acting, 'login')
    const { pages, request, reply } = acting
    const { id, answer } = await pages.domain.callAt(answerByWork, circumstances(acting), {
      challenge: checkedText(challenge, 'challenge', 200),
      nonce: checkedText(nonce, 'nonce', 20),
    })
    keepCaptcha(reply, id, resolve(request, pages.addresses).origin)
    return { done: true, answer }
  },
}
