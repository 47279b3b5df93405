import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** What an answer to a challenge is good for, and for whom: a session, an open page, a ticket; empty for anybody. */
export interface Scope {
  purpose: 'register' | 'sign-in' | 'second-factor'
  subject: string
  userPoolId: string
  rpId: string
}

export interface PasskeyChallenge {
  id: string
  expiresAt: Date
}

/** Seconds; as long as browsers leave people to find their authenticator. */
export const challengeLifetime = 300

const idLength = 16
const timeLength = 4

/** A challenge: 16 random bytes, 4 of its end in seconds since 1970, 32 of HMAC-SHA-256 over both and the scope. */
export function issueChallenge(secret: string, scope: Scope, now: Date): Buffer {
  const body = Buffer.alloc(idLength + timeLength)
  randomBytes(idLength).copy(body)
  body.writeUInt32BE(Math.floor(now.getTime() / 1000) + challengeLifetime, idLength)
  return Buffer.concat([body, sign(secret, scope, body)])
}

/** Null when it is none of ours, was made for something else, or is over. Base64url. */
export function readPasskeyChallenge(secret: string, scope: Scope, text: string, now: Date): PasskeyChallenge | null {
  if (!/^[\w-]{70}$/.test(text)) return null
  const bytes = Buffer.from(text, 'base64url')
  const body = bytes.subarray(0, idLength + timeLength)
  if (!timingSafeEqual(bytes.subarray(body.length), sign(secret, scope, body))) return null
  const expiresAt = new Date(body.readUInt32BE(idLength) * 1000)
  return expiresAt > now ? { id: body.toString('base64url', 0, idLength), expiresAt } : null
}

function sign(secret: string, { purpose, subject, userPoolId, rpId }: Scope, body: Buffer): Buffer {
  return createHmac('sha256', secret)
    .update(JSON.stringify(['passkey challenge', purpose, subject, userPoolId, rpId]))
    .update(body)
    .digest()
}
