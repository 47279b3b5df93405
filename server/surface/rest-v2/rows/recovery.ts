import { beginPasswordReset } from '#domain/account/password/begin-reset.ts'
import { finishFirstLogin } from '#domain/account/password/finish-first-login.ts'
import { finishPasswordReset } from '#domain/account/password/finish-reset.ts'
import { resetPasswordByLink } from '#domain/account/password/reset-by-link.ts'
import { resetPasswordWithCode } from '#domain/account/password/reset-with-code.ts'
import { passwordWasReset } from '../../wire/recovered.ts'
import type { Reader } from '../parts.ts'
import { done, type Row, row } from '../row.ts'

function decodeAddress(body: Reader) {
  return {
    email: body.optionalText('email'),
    phone: body.optionalText('phone'),
    countryCode: body.optionalText('phoneCountryCode'),
  }
}

function reset(path: string): Row {
  return row(
    `POST /api/v2/${path}`,
    resetPasswordWithCode,
    ({ body }) => ({
      ...decodeAddress(body),
      code: body.optionalText('code') ?? '',
      newPassword: body.text('newPassword'),
      encrypted: true,
    }),
    done,
    { saying: passwordWasReset },
  )
}

/** With a token and the new password, which stands under another name in each. */
function finish(path: string, reset: typeof finishPasswordReset, fields: { token: string; password: string }): Row {
  return row(
    `POST /api/v2/users/password/${path}`,
    reset,
    ({ body }) => ({ token: body.text(fields.token), newPassword: body.text(fields.password), encrypted: true }),
    done,
    { saying: passwordWasReset },
  )
}

export const recoveryRows: Row[] = [
  reset('password/reset/email'),
  reset('password/reset/sms'),

  row(
    'POST /api/v2/users/password/forget/check-code',
    beginPasswordReset,
    ({ body }) => ({ ...decodeAddress(body), code: body.optionalText('code') ?? '' }),
    ({ token, passwordStrength }) => ({ token, passwordStrength, customPasswordStrength: { enabled: false } }),
  ),
  finish('password-reset', finishPasswordReset, { token: 'resetPasswordToken', password: 'newPassword' }),
  finish('reset-by-first-login-token', finishFirstLogin, { token: 'token', password: 'password' }),
  finish('forget/link-reset-password', resetPasswordByLink, { token: 'token', password: 'newPassword' }),
]
