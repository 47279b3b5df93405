import { refuse } from '@menshen/contract/errors'
import { parseEmail, parsePhone } from '#domain/people/user/identifier.ts'
import type { Channel } from '../message/message.ts'

/** Where codes go, in the form under which a person has it. */
export interface ContactAddress {
  channel: Channel
  /** An e-mail address in lower case, or a phone number as it is stored. */
  text: string
  /** Null for e-mail. */
  countryCode: string | null
  /** What the sender is given: a phone number in E.164. */
  recipient: string
}

export function emailAddress(text: string, code: 2003 | 2204): ContactAddress {
  const email = parseEmail(text, code)
  return { channel: 'mail', text: email, countryCode: null, recipient: email }
}

/** Null when it is no phone number. */
export function phoneAddress(text: string, countryCode?: string | null): ContactAddress | null {
  const parsed = parsePhone(text, countryCode)
  if (!parsed) return null
  const recipient = parsed.phone.startsWith('+') ? parsed.phone : parsed.countryCode + parsed.phone
  return { channel: 'sms', text: parsed.phone, countryCode: parsed.countryCode, recipient }
}

/** An address as a door hands it over: one of the two. */
export interface AddressInput {
  email?: string | null | undefined
  phone?: string | null | undefined
  countryCode?: string | null | undefined
}

/** The address of somebody who resets a password: 2028 without a well-formed one. */
export function requireAddress({ email, phone, countryCode }: AddressInput): ContactAddress {
  if (email) {
    try {
      return emailAddress(email, 2204)
    } catch {
      return refuse(2028)
    }
  }
  return (phone ? phoneAddress(phone, countryCode) : null) ?? refuse(2028)
}
