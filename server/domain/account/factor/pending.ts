import type { ContactAddress } from '#domain/messaging/contact/address.ts'
import { type ContactKind, parseContact } from '#domain/messaging/contact/contact.ts'
import type { NamedKind } from './own.ts'

/** What is being set up. */
export interface Pending {
  kind: NamedKind
  /** Of an address, as it is stored. */
  address?: string
  countryCode?: string | null
}

/** What the ticket of an enrolment is bound to: what is set up, and the session in which it was begun. */
export function namesOf({ kind, address = '', countryCode = null }: Pending, sessionId: string): string {
  return JSON.stringify([kind, address, countryCode, sessionId])
}

/** Null for what is bound to another session. */
export function readNames(boundTo: string | null, sessionId: string): Pending | null {
  const [kind, address, countryCode, session] = JSON.parse(boundTo ?? '[]') as [
    NamedKind,
    string,
    string | null,
    string,
  ]
  return session === sessionId ? { kind, address, countryCode } : null
}

/** The address of a factor that is one. 2204 and 2028 malformed. */
export function contactOf(
  kind: 'sms' | 'email',
  text: string,
  countryCode?: string | null,
): { contact: ContactKind; address: ContactAddress } {
  const contact = kind === 'email' ? 'email' : 'phone'
  return { contact, address: parseContact(contact, text, countryCode) }
}
