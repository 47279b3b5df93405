import { beginPasswordReset } from '#domain/account/password/begin-reset.ts'
import { changePassword, checkOwnPassword } from '#domain/account/password/change-password.ts'
import { finishPasswordReset } from '#domain/account/password/finish-reset.ts'
import { choice, optionalText, text } from '../../../engine/fields.ts'
import { count, doneResult, shape, word, yesOrNo } from '../../../engine/results.ts'
import { done, type RestRow, row } from '../../../engine/row.ts'
import { succeeded, success } from '../../fields.ts'
import { isEncrypted, passwordEncryptType, sentPassword } from '../../passwords.ts'
import { emailPassCodePayload, needed, phoneCountryCode, phonePassCodePayload } from './payloads.ts'

export const passwordRows: RestRow[] = [
  row('POST /api/v3/update-password', changePassword, {
    summary: 'Change your own password',
    body: {
      newPassword: text('The new password.'),
      oldPassword: optionalText('The present password; needed by who has one.'),
      passwordEncryptType,
    },
    decode: ({ body: { newPassword, oldPassword, passwordEncryptType: type } }) => ({
      newPassword: sentPassword(newPassword, type),
      oldPassword: sentPassword(oldPassword, type),
      encrypted: isEncrypted(type),
    }),
    result: doneResult,
    encode: done,
  }),
  row('POST /api/v3/verify-reset-password-request', beginPasswordReset, {
    summary: 'Begin to reset a password with a code that was sent; answers a token to go on with',
    body: {
      verifyMethod: choice(['EMAIL_PASSCODE', 'PHONE_PASSCODE'], 'Where the code was sent.'),
      emailPassCodePayload,
      phonePassCodePayload,
    },
    decode: ({ body }) => {
      if (body.verifyMethod === 'EMAIL_PASSCODE') {
        const { email, passCode: code } = needed(body, 'emailPassCodePayload')
        return { email, code, discreet: true }
      }
      const { phoneNumber, phoneCountryCode: countryCode, passCode: code } = needed(body, 'phonePassCodePayload')
      return { phone: phoneNumber, countryCode, code, discreet: true }
    },
    result: shape({ passwordResetToken: word(), tokenExpiresIn: count('Seconds.') }),
    encode: ({ token, expiresIn }) => ({ passwordResetToken: token, tokenExpiresIn: expiresIn }),
  }),
  row('POST /api/v3/reset-password', finishPasswordReset, {
    summary: 'Finish resetting a password',
    body: {
      password: text('The new password.'),
      passwordResetToken: text('The token of the beginning.'),
      passwordEncryptType,
    },
    decode: ({ body: { password, passwordResetToken, passwordEncryptType: type } }) => ({
      token: passwordResetToken,
      newPassword: sentPassword(password, type),
      encrypted: isEncrypted(type),
    }),
    result: success,
    encode: succeeded,
  }),
  row('POST /api/v3/validate-password', checkOwnPassword, {
    summary: 'Check your own password',
    body: {
      password: text('The password.'),
      passwordEncryptType,
      username: optionalText('Whose it is: no name but your own.'),
      email: optionalText('Whose it is: no e-mail address but your own.'),
      phone: optionalText('Whose it is: no phone number but your own.'),
      phoneCountryCode,
    },
    decode: ({ body: { password, passwordEncryptType: type, phoneCountryCode: countryCode, ...said } }) => ({
      ...said,
      countryCode,
      password: sentPassword(password, type),
      encrypted: isEncrypted(type),
    }),
    result: shape({ valid: yesOrNo() }),
    encode: (valid) => ({ valid }),
  }),
]
