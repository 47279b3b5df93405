import { createHmac } from 'node:crypto'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import { sha256 } from '#platform/crypto/compare.ts'

/** What has happened to a code. `expired` is not stored: it is what time makes of the first three. */
export type QrCodeStatus = 'waiting' | 'scanned' | 'confirmed' | 'cancelled'

export interface QrCode {
  userPoolId: string
  randomHash: Buffer
  /** Null when the code was asked for in the name of a pool only. */
  applicationId: string | null
  status: QrCodeStatus
  /** SHA-256 of the secret of the browser that shows the code. */
  holderHash: Buffer
  /** Whether the browser has shown that it keeps the secret; from then on nobody else learns how the code stands. */
  bound: boolean
  /** Of the browser that shows the code. */
  ip: string
  userAgent: string | null
  /** Who scanned it. */
  userId: string | null
  /** In which session they confirmed it. */
  confirmingSessionId: string | null
  /** What confirming opened, once the browser has collected it. */
  sessionId: string | null
  /** SHA-256 of the ticket while it is good. */
  ticketHash: Buffer | null
  createdAt: Date
  /** Of the code; once confirmed, until when the browser may collect. */
  expiresAt: Date
}

/** The stored form of what is in the picture. */
export const hashOf = (random: string): Buffer => sha256(random)

export function isOpen({ expiresAt }: Pick<QrCode, 'expiresAt'>, now: Date): boolean {
  return expiresAt > now
}

/**
 * The ticket of a code: made from the code and a secret of ours instead of drawn, so that a browser that missed an answer is
 * told the same one again and nothing of it need be stored but a hash.
 */
export function ticketOf(cookieSecret: string, { id }: Pick<UserPool, 'id'>, random: string): string {
  return createHmac('sha256', cookieSecret)
    .update(JSON.stringify(['qr ticket', id, random]))
    .digest('base64url')
}
