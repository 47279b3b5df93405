// Passwords as programs of this generation send them.
import { optionalChoice } from '../engine/fields.ts'

export type Encryption = 'none' | 'rsa' | 'sm2'

export const passwordEncryptType = optionalChoice(
  ['none', 'rsa', 'sm2'],
  'Under which key of /api/v3/system passwords are encrypted; none when left out: they come as they are.',
)

/** A password as operations take it, whether it is encrypted or not: what is encrypted by SM2 says so itself. */
export function sentPassword<Password extends string | undefined>(
  password: Password,
  encryption: Encryption = 'none',
): Password {
  const isMarked = encryption !== 'sm2' || !password || password.startsWith('sm2:')
  return (isMarked ? password : `sm2:${password}`) as Password
}

/** The same, and whether it is. */
export const readSent = (password: string, encryption: Encryption = 'none') => ({
  password: sentPassword(password, encryption),
  encrypted: isEncrypted(encryption),
})

export const isEncrypted = (encryption: Encryption = 'none'): boolean => encryption !== 'none'
