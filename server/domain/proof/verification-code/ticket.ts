import { sha256 } from '#platform/crypto/compare.ts'
import { newToken } from '#platform/crypto/random.ts'
import type { StoredTicket } from './ticket-store.ts'

export type TicketPurpose =
  | 'verify-email'
  /** One of those that was used: people who open it again are told so. */
  | 'verified-email'
  /** One that set a password or signed in: another try stands in the history of the person to whom it was mailed. */
  | 'used-link'
  | 'reset-password'
  /** An address that somebody who is registering has shown to be theirs. */
  | 'proven-address'
  | 'outbox'
  /** Of a first and of a forced change of the password, given to who has shown the present one. */
  | 'first-login'
  | 'forced-reset'
  /** Of two steps in one session: what was proven in the first. */
  | 'change-email'
  | 'change-phone'
  | 'delete-account'
  /** In mails: a link to a form for a new password, and one that signs in. */
  | 'reset-link'
  | 'magic-link'
  /** A second factor that somebody is about to set up. */
  | 'enrolment'
  /** In mails: a link that makes two accounts again of those that became one. */
  | 'undo-linking'

/** A ticket to be made; what is left out is null. */
export type TicketOrder = Pick<StoredTicket, 'userPoolId' | 'subject' | 'expiresAt'> &
  Partial<Pick<StoredTicket, 'redirectTo' | 'boundTo' | 'applicationId'>> & { purpose: TicketPurpose }

/** A token that nobody guesses, and what is stored of it. The token begins with its pool, so that it is found there. */
export function newTicket(order: TicketOrder): { token: string; ticket: StoredTicket } {
  const secret = newToken()
  const ticket = { redirectTo: null, boundTo: null, applicationId: null, ...order, tokenHash: sha256(secret) }
  return { token: `${order.userPoolId}.${secret}`, ticket }
}

/** The pool of a token and the stored form of its secret; null when it is no token of ours. */
export function readTicket(token: string): { userPoolId: string; tokenHash: Buffer } | null {
  const [, userPoolId, secret] = /^([0-9a-f]{24})\.([\w-]{43})$/.exec(token) ?? []
  return userPoolId && secret ? { userPoolId, tokenHash: sha256(secret) } : null
}

export function poolOfTicket(token: string): string | null {
  return readTicket(token)?.userPoolId ?? null
}
