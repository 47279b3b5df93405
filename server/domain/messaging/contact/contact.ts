import { refuse } from '@menshen/contract/errors'
import type { User } from '#domain/people/user/user.ts'
import type { AuthenticationMethod } from '#domain/tenancy/mfa/factor-kind.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import type { TemplateType } from '../message-template/mail-template.ts'
import { type ContactAddress, emailAddress, phoneAddress } from './address.ts'

/** The two addresses that a person has, and how each is changed. */
export type ContactKind = 'email' | 'phone'

/** An address and the code that went to it, as a door hands them over. */
export interface ContactProof {
  address: string
  countryCode?: string | null | undefined
  code: string
}

interface Contact {
  /** The new address is the present one; the present one has to be shown; another was shown; there is none. */
  unchanged: 2229 | 2230
  unproven: 2227 | 2228
  mismatch: 2037 | 2038
  taken: 2200 | 2035
  notice: TemplateType
  /** What a code that went there proves. */
  method: AuthenticationMethod
  /** Whether the pool wants the old address proven when there is a new one. */
  provesOld(pool: UserPool): boolean
}

export const contacts: Record<ContactKind, Contact> = {
  email: {
    unchanged: 2229,
    unproven: 2227,
    mismatch: 2037,
    taken: 2200,
    notice: 'EMAIL_CHANGED',
    method: 'email-code',
    provesOld: ({ settings }) => settings.changeEmailStrategy.verifyOldEmail,
  },
  phone: {
    unchanged: 2230,
    unproven: 2228,
    mismatch: 2038,
    taken: 2035,
    notice: 'PHONE_CHANGED',
    method: 'sms-code',
    provesOld: ({ settings }) => settings.changePhoneStrategy.verifyOldPhone,
  },
}

/** Reads a new address: 2204 malformed e-mail, 2028 malformed phone. */
export function parseContact(kind: ContactKind, text: string, countryCode?: string | null): ContactAddress {
  return kind === 'email' ? emailAddress(text, 2204) : (phoneAddress(text, countryCode) ?? refuse(2028))
}

/** What a person has after an address was proven, or taken away. */
export function contactColumns(kind: ContactKind, address: ContactAddress | null): Partial<User> {
  const text = address?.text ?? null
  return kind === 'email'
    ? { email: text, emailVerified: text !== null, emailAssumed: null }
    : { phone: text, phoneCountryCode: address?.countryCode ?? null, phoneVerified: text !== null }
}
