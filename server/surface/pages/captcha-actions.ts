import { answerByWork } from '#domain/proof/captcha/answer-by-work.ts'
import { issueProofOfWork } from '#domain/proof/captcha/issue-proof-of-work.ts'
import { checkedText } from '#domain/shape/text.ts'
import { keepCaptcha } from '../wire/entry-cookies.ts'
import { originOf } from '../wire/origin.ts'
import { type Action, circumstances, requirePrompt, textsOf } from './page-action.ts'

/** For whoever cannot read the picture: the browser does some work, and is told an answer for it. */
export const captchaActions: Record<string, Action> = {
  async 'captcha-task'(pages, request, _reply, stage) {
    requirePrompt(stage, 'login')
    const { client, origin, application } = circumstances(pages, request, stage)
    const hints = { applicationId: application?.id, client, origin }
    const { challenge } = await pages.domain.ask(issueProofOfWork, hints, {})
    return { done: true, challenge }
  },
  async 'captcha-work'(pages, request, reply, stage) {
    requirePrompt(stage, 'login')
    const { challenge = '', nonce = '' } = textsOf(request.body)
    const { id, answer } = await pages.domain.callAt(answerByWork, circumstances(pages, request, stage), {
      challenge: checkedText(challenge, 'challenge', 200),
      nonce: checkedText(nonce, 'nonce', 20),
    })
    keepCaptcha(reply, id, originOf(request, pages.addresses).origin)
    return { done: true, answer }
  },
}
