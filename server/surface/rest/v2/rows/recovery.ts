import { beginPasswordReset } from '#domain/account/password/begin-reset.ts'
import { finishFirstLogin } from '#domain/account/password/finish-first-login.ts'
import { finishPasswordReset } from '#domain/account/password/finish-reset.ts'
import { resetPasswordByLink } from '#domain/account/password/reset-by-link.ts'
import { resetPasswordWithCode } from '#domain/account/password/reset-with-code.ts'
import { passwordWasReset } from '../../../view/recovered.ts'
import { optionalText, text } from '../../engine/fields.ts'
import { count, doneResult, shape, word, yesOrNo } from '../../engine/results.ts'
import { done, type RestRow, row } from '../../engine/row.ts'
import { countryCode } from '../account-fields.ts'

const address = {
  email: optionalText('The e-mail address of the account.'),
  phone: optionalText('The phone number of the account.'),
  ...countryCode,
  code: optionalText('The code that was sent there.'),
}

interface SentAddress {
  email?: string
  phone?: string
  phoneCountryCode?: string
  code?: string
}

const decodeAddress = ({ email, phone, phoneCountryCode, code = '' }: SentAddress) => ({
  email,
  phone,
  countryCode: phoneCountryCode,
  code,
})

const newPassword = 'The new password, encrypted under the public key.'

const reset = (path: 'email' | 'sms') =>
  row(`POST /api/v2/password/reset/${path}`, resetPasswordWithCode, {
    summary: `Reset a password with a code that came by ${path}`,
    body: { ...address, newPassword: text(newPassword) },
    decode: ({ body }) => ({ ...decodeAddress(body), newPassword: body.newPassword, encrypted: true }),
    result: doneResult,
    encode: done,
    saying: passwordWasReset,
  })

export const recoveryRows: RestRow[] = [
  reset('email'),
  reset('sms'),

  row('POST /api/v2/users/password/forget/check-code', beginPasswordReset, {
    summary: 'Begin to reset a password with a code; answers a token to go on with',
    body: address,
    decode: ({ body }) => decodeAddress(body),
    result: shape({
      token: word(),
      passwordStrength: count('How good the new password has to be, 0 to 3.'),
      customPasswordStrength: shape({ enabled: yesOrNo() }),
    }),
    encode: ({ token, passwordStrength }) => ({ token, passwordStrength, customPasswordStrength: { enabled: false } }),
  }),
  row('POST /api/v2/users/password/password-reset', finishPasswordReset, {
    summary: 'Finish resetting a password',
    body: { resetPasswordToken: text('The token of the beginning.'), newPassword: text(newPassword) },
    decode: ({ body }) => ({ token: body.resetPasswordToken, newPassword: body.newPassword, encrypted: true }),
    result: doneResult,
    encode: done,
    saying: passwordWasReset,
  }),
  row('POST /api/v2/users/password/reset-by-first-login-token', finishFirstLogin, {
    summary: 'Choose a password at the first sign-in',
    body: { token: text('The token of the refusal.'), password: text(newPassword) },
    decode: ({ body }) => ({ token: body.token, newPassword: body.password, encrypted: true }),
    result: doneResult,
    encode: done,
    saying: passwordWasReset,
  }),
  row('POST /api/v2/users/password/forget/link-reset-password', resetPasswordByLink, {
    summary: 'Reset a password by the link of a mail',
    body: { token: text('The token of the link.'), newPassword: text(newPassword) },
    decode: ({ body }) => ({ ...body, encrypted: true }),
    result: doneResult,
    encode: done,
    saying: passwordWasReset,
  }),
]
