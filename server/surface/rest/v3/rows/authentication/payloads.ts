// Of operations that take one of several proofs, each in an object of its own.
import { refuse } from '@menshen/contract/errors'
import { optionalObject, optionalText, text } from '../../../engine/fields.ts'

export const phoneCountryCode = optionalText('The country of the phone number, such as +86 or CN.')

/** What went to an address, of who has one. */
export const emailPassCodePayload = optionalObject('With EMAIL_PASSCODE.', {
  email: optionalText('The e-mail address.'),
  passCode: text('The code that was sent there.'),
})

export const phonePassCodePayload = optionalObject('With PHONE_PASSCODE.', {
  phoneNumber: text('The phone number.'),
  phoneCountryCode,
  passCode: text('The code that was sent there.'),
})

/** The object that goes with the method which the request names: 400 without it. */
export function needed<Body extends object, Name extends keyof Body & string>(
  body: Body,
  name: Name,
): NonNullable<Body[Name]> {
  return body[name] ?? refuse(400, { variant: 'missing', values: { field: name } })
}
