// Passwords as programs of this generation send them.
import { optionalChoice } from '../engine/fields.ts'

export const passwordEncryptType = optionalChoice(
  ['none', 'rsa', 'sm2'],
  'Under which key of /api/v3/system passwords are encrypted; none when left out: they come as they are.',
)

type Encryption = 'none' | 'rsa' | 'sm2'

/** The password as operations take it, whether it is encrypted or not: what is encrypted by SM2 says so itself. */
export function decodePassword(password: string | undefined, encryption: Encryption = 'none'): string | undefined {
  return password && encryption === 'sm2' && !password.startsWith('sm2:') ? `sm2:${password}` : password
}

export const isRaw = (encryption: Encryption = 'none'): boolean => encryption === 'none'
