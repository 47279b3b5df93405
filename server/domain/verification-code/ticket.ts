import { sha256 } from '#platform/crypto/compare.ts'
import { newToken } from '#platform/crypto/random.ts'
import type { StoredTicket } from './ticket-store.ts'

export type TicketPurpose = 'verify-email' | 'reset-password' | 'outbox'

/** A token that nobody guesses, and what is stored of it. The token begins with its pool, so that it is found there. */
export function newTicket(ticket: Omit<StoredTicket, 'tokenHash' | 'purpose'> & { purpose: TicketPurpose }): {
  token: string
  ticket: StoredTicket
} {
  const secret = newToken()
  return { token: `${ticket.userPoolId}.${secret}`, ticket: { ...ticket, tokenHash: sha256(secret) } }
}

/** The pool of a token and the stored form of its secret; null when it is no token of ours. */
export function readTicket(token: string): { userPoolId: string; tokenHash: Buffer } | null {
  const [, userPoolId, secret] = /^([0-9a-f]{24})\.([\w-]{43})$/.exec(token) ?? []
  return userPoolId && secret ? { userPoolId, tokenHash: sha256(secret) } : null
}

export function poolOfTicket(token: string): string | null {
  return readTicket(token)?.userPoolId ?? null
}
