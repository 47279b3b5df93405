import { optionalChoice } from '../engine/fields.ts'

/** How a client of this generation sends passwords. */
export const encryption = optionalChoice(
  ['none', 'rsa', 'sm2'],
  'Under which key of /api/v3/system the passwords are encrypted; none when left out.',
)

type Encryption = 'none' | 'rsa' | 'sm2' | undefined

/** A password as the operations take it: what SM2 has encrypted says so. */
export function sentPassword<Password extends string | undefined>(
  password: Password,
  encryption: Encryption,
): Password {
  const marked = encryption === 'sm2' && password !== undefined && !password.startsWith('sm2:')
  return (marked ? `sm2:${password}` : password) as Password
}

export const isEncrypted = (encryption: Encryption): boolean => encryption === 'rsa' || encryption === 'sm2'
