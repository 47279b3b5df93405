import { finishFirstLogin } from '#domain/account/password/finish-first-login.ts'
import { finishRenewal } from '#domain/account/password/finish-renewal.ts'
import { resetPasswordWithCode } from '#domain/account/password/reset-with-code.ts'
import { sendFirstLoginLink } from '#domain/account/password/send-first-login.ts'
import { deliver } from '#domain/proof/verification-code/deliver.ts'
import { passwordWasReset } from '../../../view/recovered.ts'
import { sentMessage } from '../../../view/send-message.ts'
import type { RowsFor } from '../../engine/rows.ts'
import type { Arguments } from '../arguments.gen.ts'
import type { RowContext } from '../context.ts'

export const recoveryMutations = {
  async resetPassword({ phoneCountryCode, ...reset }, { domain, hints, language }) {
    await domain.call(resetPasswordWithCode, hints, { ...reset, countryCode: phoneCountryCode, encrypted: true })
    return { code: 200, message: passwordWasReset[language] }
  },

  async resetPasswordByFirstLoginToken({ token, password }, { domain, hints, language }) {
    await domain.call(finishFirstLogin, hints, { token, newPassword: password, encrypted: true })
    return { code: 200, message: passwordWasReset[language] }
  },

  async resetPasswordByForceResetToken(reset, { domain, hints, language }) {
    await domain.call(finishRenewal, hints, { ...reset, encrypted: true })
    return { code: 200, message: passwordWasReset[language] }
  },

  async sendFirstLoginVerifyEmail({ userId, appId }, { domain, hints, language }) {
    await deliver(domain, sendFirstLoginLink, { ...hints, applicationId: appId }, { userId })
    return { code: 200, message: sentMessage[language] }
  },
} satisfies RowsFor<Arguments['Mutation'], RowContext>
