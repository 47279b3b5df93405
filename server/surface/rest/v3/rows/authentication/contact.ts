import { bindContact } from '#domain/account/contact/bind-contact.ts'
import { beginContactChange, finishContactChange } from '#domain/account/contact/change-in-two-steps.ts'
import { unbindContact } from '#domain/account/contact/unbind-contact.ts'
import type { ContactKind } from '#domain/messaging/contact/contact.ts'
import { choice, optionalObject, optionalText, text } from '../../../engine/fields.ts'
import { count, doneResult, shape, word } from '../../../engine/results.ts'
import { done, type RestRow, row } from '../../../engine/row.ts'
import { succeeded, success } from '../../fields.ts'
import { needed, phoneCountryCode } from './payloads.ts'

const [email, phone] = ['email', 'phone'] as const satisfies ContactKind[]

const newCode = text('The code that was sent to it.')
const oldCode = optionalText('The code that was sent to the present one.')

const lastCode = {
  passCode: optionalText('The code that was sent to the address; without one the sign-in has to be fresh.'),
}

const tokenExpiresIn = count('Seconds.')

const emailRows: RestRow[] = [
  row('POST /api/v3/bind-email', bindContact, {
    summary: 'Add an e-mail address to your own account',
    body: { email: text('The new e-mail address.'), passCode: newCode },
    decode: ({ body }) => ({ kind: email, address: body.email, code: body.passCode }),
    result: doneResult,
    encode: done,
  }),
  row('POST /api/v3/unbind-email', unbindContact, {
    summary: 'Take the e-mail address from your own account',
    body: lastCode,
    decode: ({ body }) => ({ kind: email, code: body.passCode }),
    result: doneResult,
    encode: done,
  }),
  row('POST /api/v3/verify-update-email-request', beginContactChange, {
    summary: 'Begin to change your e-mail address with the codes that were sent; answers a token to go on with',
    body: {
      verifyMethod: choice(['EMAIL_PASSCODE'], 'How it is proven.'),
      emailPassCodePayload: optionalObject('The addresses, each with the code that was sent there.', {
        newEmail: text('The new e-mail address.'),
        newEmailPassCode: newCode,
        oldEmail: optionalText('The present e-mail address.'),
        oldEmailPassCode: oldCode,
      }),
    },
    decode: ({ body }) => {
      const sent = needed(body, 'emailPassCodePayload')
      return {
        kind: email,
        next: { address: sent.newEmail, code: sent.newEmailPassCode },
        old: { address: sent.oldEmail, code: sent.oldEmailPassCode },
      }
    },
    result: shape({ updateEmailToken: word(), tokenExpiresIn }),
    encode: ({ token, expiresIn }) => ({ updateEmailToken: token, tokenExpiresIn: expiresIn }),
  }),
  row('POST /api/v3/update-email', finishContactChange, {
    summary: 'Change your e-mail address, in the session that has proven it',
    body: { updateEmailToken: text('The token of the beginning.') },
    decode: ({ body }) => ({ kind: email, token: body.updateEmailToken }),
    result: success,
    encode: succeeded,
  }),
]

const phoneRows: RestRow[] = [
  row('POST /api/v3/bind-phone', bindContact, {
    summary: 'Add a phone number to your own account',
    body: { phoneNumber: text('The new phone number.'), phoneCountryCode, passCode: newCode },
    decode: ({ body }) => ({
      kind: phone,
      address: body.phoneNumber,
      countryCode: body.phoneCountryCode,
      code: body.passCode,
    }),
    result: doneResult,
    encode: done,
  }),
  row('POST /api/v3/unbind-phone', unbindContact, {
    summary: 'Take the phone number from your own account',
    body: lastCode,
    decode: ({ body }) => ({ kind: phone, code: body.passCode }),
    result: doneResult,
    encode: done,
  }),
  row('POST /api/v3/verify-update-phone-request', beginContactChange, {
    summary: 'Begin to change your phone number with the codes that were sent; answers a token to go on with',
    body: {
      verifyMethod: choice(['PHONE_PASSCODE'], 'How it is proven.'),
      phonePassCodePayload: optionalObject('The numbers, each with the code that was sent there.', {
        newPhoneNumber: text('The new phone number.'),
        newPhonePassCode: newCode,
        newPhoneCountryCode: phoneCountryCode,
        oldPhoneNumber: optionalText('The present phone number.'),
        oldPhonePassCode: oldCode,
        oldPhoneCountryCode: phoneCountryCode,
      }),
    },
    decode: ({ body }) => {
      const sent = needed(body, 'phonePassCodePayload')
      return {
        kind: phone,
        next: { address: sent.newPhoneNumber, countryCode: sent.newPhoneCountryCode, code: sent.newPhonePassCode },
        old: { address: sent.oldPhoneNumber, countryCode: sent.oldPhoneCountryCode, code: sent.oldPhonePassCode },
      }
    },
    result: shape({ updatePhoneToken: word(), tokenExpiresIn }),
    encode: ({ token, expiresIn }) => ({ updatePhoneToken: token, tokenExpiresIn: expiresIn }),
  }),
  row('POST /api/v3/update-phone', finishContactChange, {
    summary: 'Change your phone number, in the session that has proven it',
    body: { updatePhoneToken: text('The token of the beginning.') },
    decode: ({ body }) => ({ kind: phone, token: body.updatePhoneToken }),
    result: success,
    encode: succeeded,
  }),
]

export const contactRows: RestRow[] = [...emailRows, ...phoneRows]
