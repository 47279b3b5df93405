import { beginPasswordReset } from '#domain/credential/begin-reset.ts'
import { finishPasswordReset } from '#domain/credential/finish-reset.ts'
import { resetPasswordWithCode } from '#domain/credential/reset-with-code.ts'
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

export const recoveryRows: Row[] = [
  reset('password/reset/email'),
  reset('password/reset/sms'),

  row(
    'POST /api/v2/users/password/forget/check-code',
    beginPasswordReset,
    ({ body }) => ({ ...decodeAddress(body), code: body.optionalText('code') ?? '' }),
    ({ token, passwordStrength }) => ({ token, passwordStrength, customPasswordStrength: { enabled: false } }),
  ),
  row(
    'POST /api/v2/users/password/password-reset',
    finishPasswordReset,
    ({ body }) => ({
      token: body.text('resetPasswordToken'),
      newPassword: body.text('newPassword'),
      encrypted: true,
    }),
    done,
    { saying: passwordWasReset },
  ),
]
