import { readEmail } from './email-address.ts'
import { parsePhone } from './phone-number.ts'
import { usernameKey } from './username.ts'

/** What a person signs in with. */
export type IdentifierKind = 'username' | 'email' | 'phone'

/** The one form in which an identifier is looked up. What is none of its kind stays as it is, and is found by nobody. */
export function keyOf(kind: IdentifierKind, text: string): string {
  if (kind === 'username') return usernameKey(text)
  if (kind === 'phone') return parsePhone(text)?.phone ?? text.trim()
  return readEmail(text) ?? text.trim().toLowerCase()
}

/** The e-mail address or phone number that a text can be read as, in its stored form; null where it is neither. */
export function readsAs(text: string): { kind: 'email' | 'phone'; key: string } | null {
  const email = readEmail(text)
  if (email) return { kind: 'email', key: email }
  const phone = parsePhone(text)?.phone
  return phone ? { kind: 'phone', key: phone } : null
}

/** One form of whatever was typed, for counting by it: an address, a number or else a name. */
export function typedKey(text: string): string {
  return readsAs(text)?.key ?? usernameKey(text)
}

export { isEmail, parseEmail } from './email-address.ts'
export { isReachable, parsePhone } from './phone-number.ts'
export { parseUsername, usernameKey } from './username.ts'
