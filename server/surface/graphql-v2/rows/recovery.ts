import { finishFirstLogin } from '#domain/account/password/finish-first-login.ts'
import { finishRenewal } from '#domain/account/password/finish-renewal.ts'
import { resetPasswordWithCode } from '#domain/account/password/reset-with-code.ts'
import { sendFirstLoginLink } from '#domain/account/password/send-first-login.ts'
import { deliver } from '#domain/proof/verification-code/deliver.ts'
import { passwordWasReset } from '../../wire/recovered.ts'
import { sentMessage } from '../../wire/send-message.ts'
import type { RowContext } from '../context.ts'

interface Reset {
  phone?: string | null
  email?: string | null
  phoneCountryCode?: string | null
  code: string
  newPassword: string
}

export const recoveryMutations = {
  async resetPassword({ phoneCountryCode, ...reset }: Reset, { domain, hints, language }: RowContext) {
    await domain.call(resetPasswordWithCode, hints, { ...reset, countryCode: phoneCountryCode, encrypted: true })
    return { code: 200, message: passwordWasReset[language] }
  },

  async resetPasswordByFirstLoginToken(
    { token, password }: { token: string; password: string },
    { domain, hints, language }: RowContext,
  ) {
    await domain.call(finishFirstLogin, hints, { token, newPassword: password, encrypted: true })
    return { code: 200, message: passwordWasReset[language] }
  },

  async resetPasswordByForceResetToken(
    reset: { token: string; oldPassword: string; newPassword: string },
    { domain, hints, language }: RowContext,
  ) {
    await domain.call(finishRenewal, hints, { ...reset, encrypted: true })
    return { code: 200, message: passwordWasReset[language] }
  },

  async sendFirstLoginVerifyEmail(
    { userId, appId }: { userId: string; appId: string },
    { domain, hints, language }: RowContext,
  ) {
    await deliver(domain, sendFirstLoginLink, { ...hints, applicationId: appId }, { userId })
    return { code: 200, message: sentMessage[language] }
  },
}
