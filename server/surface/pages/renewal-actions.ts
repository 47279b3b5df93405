import { finishFirstLogin } from '#domain/account/password/finish-first-login.ts'
import { finishRenewal } from '#domain/account/password/finish-renewal.ts'
import { type Action, circumstances, requirePrompt, textsOf } from './page-action.ts'

/** The new password of somebody who was told to choose one (1639) or to change it (2058); the page signs in with it next. */
export const renewalActions: Record<string, Action> = {
  async 'set-first-password'(pages, request, _reply, stage) {
    requirePrompt(stage, 'login')
    const { token = '', password = '' } = textsOf(request.body)
    const reset = { token, newPassword: password, encrypted: false }
    await pages.domain.callAt(finishFirstLogin, circumstances(pages, request, stage), reset)
    return { done: true }
  },
  async 'renew-password'(pages, request, _reply, stage) {
    requirePrompt(stage, 'login')
    const { token = '', oldPassword = '', password = '' } = textsOf(request.body)
    const reset = { token, oldPassword, newPassword: password, encrypted: false }
    await pages.domain.callAt(finishRenewal, circumstances(pages, request, stage), reset)
    return { done: true }
  },
}
