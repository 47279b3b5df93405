// What people show to sign in and to register, as this generation of clients writes it.
import { choice, optionalText, text } from '../engine/fields.ts'

export const connection = choice(['PASSWORD', 'PASSCODE'], 'What is shown: a password, or a code that was sent.')

export const passCodePayload = {
  passCode: text('The code that was sent there.'),
  email: optionalText('The e-mail address.'),
  phone: optionalText('The phone number.'),
  phoneCountryCode: optionalText('The country of the phone number, such as +86 or CN.'),
}
