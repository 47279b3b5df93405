// What people show to sign in and to register, as this generation of clients writes it.
import { choice, optionalChoice, optionalText, text } from '../engine/fields.ts'

export type Encryption = 'sm2' | 'rsa' | 'none'

/** How passwords travel. */
export const passwordEncryptType = optionalChoice(
  ['none', 'rsa', 'sm2'],
  'How passwords in here are encrypted, under the keys of /api/v3/system; not at all when left out.',
)

export const connection = choice(['PASSWORD', 'PASSCODE'], 'What is shown: a password, or a code that was sent.')

export const passCodePayload = {
  passCode: text('The code that was sent there.'),
  email: optionalText('The e-mail address.'),
  phone: optionalText('The phone number.'),
  phoneCountryCode: optionalText('The country of the phone number, such as +86 or CN.'),
}

/** A password as `readPassword` takes it: a ciphertext of SM2 says that it is one. */
export function sentPassword(password: string, how: Encryption = 'none'): { password: string; encrypted: boolean } {
  if (how === 'none') return { password, encrypted: false }
  return { password: how === 'sm2' && !password.startsWith('sm2:') ? `sm2:${password}` : password, encrypted: true }
}
