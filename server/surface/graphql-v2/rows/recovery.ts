import { resetPasswordWithCode } from '#domain/credential/reset-with-code.ts'
import { passwordWasReset } from '../../wire/recovered.ts'
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
}
