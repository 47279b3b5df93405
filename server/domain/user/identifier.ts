import { refuse } from '@menshen/contract/errors'
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { checkedText, comparable } from '../text.ts'

/** What a person signs in with. */
export type IdentifierKind = 'username' | 'email' | 'phone'

// One @, no spaces, a dot inside the domain: RFC 5321 allows more than any mail provider does, and 254 is its limit.
const email = /^[^\s@"(),:;<>[\\\]]+@[^\s@."(),:;<>[\\\]]+(\.[^\s@."(),:;<>[\\\]]+)+$/

export function isEmail(value: string): boolean {
  return value.length <= 254 && value.isWellFormed() && email.test(value)
}

/** The e-mail address as it is stored, or 2003 (registering, signing in) or 2204 (anything else) when it is none. */
export function parseEmail(value: string, code: 2003 | 2204): string {
  const text = value.trim().toLowerCase()
  if (text.includes('\0') || !isEmail(text)) refuse(code)
  return text
}

export function parseUsername(value: string): string {
  const text = checkedText(value.trim(), 'username', 64)
  if (text === '') refuse(2211)
  if (/\p{C}/u.test(text)) refuse(400, { values: { detail: 'username contains control characters' } })
  return text
}

/** The form under which a username is unique: `Zhang San` and `zhang san` are one name. */
export const usernameKey = comparable

/** The form under which a phone number is stored: the digits a Chinese number is known by, `+` and digits for all others. */
export function parsePhone(value: string, countryCode?: string | null): { phone: string; countryCode: string } | null {
  const digits = value.replace(/[\s()-]/g, '')
  const dialling = countryCode?.replace(/^\+?/, '+') ?? '+86'
  const number = parsePhoneNumberFromString(digits.startsWith('+') ? digits : dialling + digits)
  if (!number?.isPossible()) return null
  const chinese = number.countryCallingCode === '86'
  return { phone: chinese ? number.nationalNumber : number.number, countryCode: `+${number.countryCallingCode}` }
}
