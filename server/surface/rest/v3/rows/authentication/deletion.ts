import { beginOwnDeletion, finishOwnDeletion } from '#domain/account/lifecycle/delete-in-two-steps.ts'
import { choice, optionalObject, text } from '../../../engine/fields.ts'
import { count, shape, word } from '../../../engine/results.ts'
import { type RestRow, row } from '../../../engine/row.ts'
import { succeeded, success } from '../../fields.ts'
import { passwordEncryptType, readSent } from '../../passwords.ts'
import { emailPassCodePayload, needed, phonePassCodePayload } from './payloads.ts'

const body = {
  verifyMethod: choice(['PHONE_PASSCODE', 'EMAIL_PASSCODE', 'PASSWORD'], 'How you show that it is you.'),
  emailPassCodePayload,
  phonePassCodePayload,
  passwordPayload: optionalObject('With PASSWORD.', {
    password: text('Your password.'),
    passwordEncryptType,
  }),
}

export const deletionRows: RestRow[] = [
  row('POST /api/v3/verify-delete-account-request', beginOwnDeletion, {
    summary: 'Begin to delete your own account with a password or a code; answers a token to go on with',
    body,
    decode: ({ body }) => {
      if (body.verifyMethod === 'PASSWORD') {
        const { password, passwordEncryptType: type } = needed(body, 'passwordPayload')
        return readSent(password, type)
      }
      if (body.verifyMethod === 'EMAIL_PASSCODE') {
        const { email, passCode: code } = needed(body, 'emailPassCodePayload')
        return { code, encrypted: false, sentTo: { kind: 'email' as const, address: email } }
      }
      const { phoneNumber, phoneCountryCode: countryCode, passCode: code } = needed(body, 'phonePassCodePayload')
      return { code, encrypted: false, sentTo: { kind: 'phone' as const, address: phoneNumber, countryCode } }
    },
    result: shape({ deleteAccountToken: word(), tokenExpiresIn: count('Seconds.') }),
    encode: ({ token, expiresIn }) => ({ deleteAccountToken: token, tokenExpiresIn: expiresIn }),
  }),
  row('POST /api/v3/delete-account', finishOwnDeletion, {
    summary: 'Delete your own account, in the session that has shown whose it is',
    body: { deleteAccountToken: text('The token of the beginning.') },
    decode: ({ body }) => ({ token: body.deleteAccountToken }),
    result: success,
    encode: succeeded,
  }),
]
