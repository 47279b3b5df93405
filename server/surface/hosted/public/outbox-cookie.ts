import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Pages } from '../pages.ts'

export const outboxPath = '/outbox'

const name = 'menshen_outbox'
const purpose = 'outbox cookie'
const lifetimeSeconds = 43_200

/** Lets this browser read the outbox for half a day. */
export function keepOutboxCookie({ domain }: Pages, reply: FastifyReply, origin: string): void {
  const until = domain.clock().getTime() + lifetimeSeconds * 1000
  const sealed = domain.tools.seal.close(purpose, String(until)).toString('base64url')
  const secure = origin.startsWith('https:') ? '; Secure' : ''
  // Lax: the link is opened from a terminal or a note, and the page changes nothing.
  const attributes = `Path=${outboxPath}; HttpOnly; SameSite=Lax; Max-Age=${lifetimeSeconds}${secure}`
  void reply.header('set-cookie', `${name}=${sealed}; ${attributes}`)
}

export function hasOutboxCookie({ domain }: Pages, request: FastifyRequest): boolean {
  const sealed = /(?:^|;\s*)menshen_outbox=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1]
  if (!sealed) return false
  try {
    return Number(domain.tools.seal.open(purpose, Buffer.from(sealed, 'base64url'))) > domain.clock().getTime()
  } catch {
    return false
  }
}
