import { createHmac } from 'node:crypto'
import { sameSecret } from '#platform/crypto/compare.ts'
import { newToken } from '#platform/crypto/random.ts'

/** What stands for a shared session for a moment. Signed and stored nowhere; only that it was used is. */
export interface SsoTicket {
  /** Its own id, for using it up. */
  id: string
  userPoolId: string
  /** Hexadecimal SHA-256 of the phone's id. */
  device: string
  /** The shared session that was found. */
  sharedId: string
  applicationId: string
  /** Milliseconds since 1970. */
  expiresAt: number
}

/** Seconds: as long as an app takes to ask its server. */
const lifetime = 120

export function issueSsoTicket(secret: string, about: Omit<SsoTicket, 'id' | 'expiresAt'>, now: Date): string {
  const ticket: SsoTicket = { ...about, id: newToken(16), expiresAt: now.getTime() + lifetime * 1000 }
  const text = Buffer.from(JSON.stringify(ticket)).toString('base64url')
  return `${text}.${signature(secret, text)}`
}

/** Null for what is none of ours, is for another pool or is over. */
export function readSsoTicket(secret: string, token: string, userPoolId: string, now: Date): SsoTicket | null {
  const [, text = '', given = ''] = /^([\w-]{1,1000})\.([\w-]{43})$/.exec(token) ?? []
  if (!text || !sameSecret(given, signature(secret, text))) return null
  const ticket = JSON.parse(Buffer.from(text, 'base64url').toString()) as SsoTicket
  return ticket.userPoolId === userPoolId && ticket.expiresAt > now.getTime() ? ticket : null
}

function signature(secret: string, text: string): string {
  return createHmac('sha256', secret).update(`mobile sso ticket\n${text}`).digest('base64url')
}
