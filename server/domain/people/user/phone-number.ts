import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { normalForm } from '#platform/normal-form.ts'

export interface PhoneNumber {
  /** As it is stored: the digits a Chinese number is known by, `+` and digits (E.164) for all others. */
  phone: string
  /** With the `+`. */
  countryCode: string
}

/** Longer than any spelling of a number: E.164 has 15 digits. */
const longest = 64
const arabicDigits = /[\u0660-\u0669\u06f0-\u06f9]/g

/**
 * Reads a phone number in the spellings that people and their contact apps write: with `+`, `00` or the bare calling code before
 * it, with spaces, dots, hyphens, slashes and brackets, in full width, and with the invisible marks of direction that are copied
 * along. Null for what is none. `countryCode`: of a number that does not name its country; China when left out.
 */
export function parsePhone(value: string, countryCode?: string | null): PhoneNumber | null {
  const dialling = countryCode?.replace(/\D/g, '') || '86'
  const digits = withoutPrefix(bare(value), dialling)
  if (!/^\+?\d{2,20}$/.test(digits)) return null
  const number = read(digits, dialling)
  if (!number?.isPossible()) return null
  const chinese = number.countryCallingCode === '86'
  return { phone: chinese ? number.nationalNumber : number.number, countryCode: `+${number.countryCallingCode}` }
}

/** Whether texts may reach a number in its stored form: of China the mobile ones, of anywhere else nobody can tell. */
export function isReachable(phone: string): boolean {
  return /^(\+|1\d{10}$)/.test(phone)
}

function bare(value: string): string {
  if (value.length > longest) return ''
  const text = normalForm(value, 'NFKC').replace(/[\p{Cf}\p{Pd}\s().\u2212/]/gu, '')
  return text
    .replace(/^tel:/i, '')
    .replace(arabicDigits, (digit) => String((digit.charCodeAt(0) - (digit < '\u06f0' ? 0x660 : 0x6f0)) % 10))
}

/** Dialled abroad with 00, from North America with 011 (ITU-T E.164 and the numbering plan of North America). */
function withoutPrefix(digits: string, dialling: string): string {
  if (dialling === '1' && digits.startsWith('011')) return `+${digits.slice(3)}`
  return digits.replace(/^00/, '+')
}

/** A calling code that no country has is thrown by the library. */
function read(digits: string, dialling: string) {
  try {
    return parsePhoneNumberFromString(digits, { defaultCallingCode: dialling, extract: false })
  } catch {
    return undefined
  }
}
