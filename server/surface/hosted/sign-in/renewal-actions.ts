import { finishFirstLogin } from '#domain/account/password/finish-first-login.ts'
import { finishRenewal } from '#domain/account/password/finish-renewal.ts'
import type { Handlers } from './action.ts'

/** The new password of somebody who was told to choose one (1639) or to change it (2058); the page signs in with it next. */
export const renewalActions: Handlers<'set-first-password' | 'renew-password'> = {
  async 'set-first-password'(acting, { token = '', password = '' }) {
    const reset = { token, newPassword: password, encrypted: false }
    await acting.pages.domain.callAt(finishFirstLogin, acting.at, reset)
    return { done: true }
  },
  async 'renew-password'(acting, { token = '', oldPassword = '', password = '' }) {
    const reset = { token, oldPassword, newPassword: password, encrypted: false }
    await acting.pages.domain.callAt(finishRenewal, acting.at, reset)
    return { done: true }
  },
}
