import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Pages } from '../pages.ts'

export const outboxPath = '/outbox'

const name = 'menshen_outbox'
const purpose = 'outbox cookie'
const lifetimeSeconds = 43_200

/** Lets this browser read the outbox for half a day. */
export function keepOutboxCookie({ secrets }: Pages, reply: FastifyReply, origin: string): void {
  const closed = secrets.close(purpose, '', lifetimeSeconds)
  const secure = origin.startsWith('https:') ? '; Secure' : ''
  // Lax: the link is opened from a terminal or a note, and the page changes nothing.
  const attributes = `Path=${outboxPath}; HttpOnly; SameSite=Lax; Max-Age=${lifetimeSeconds}${secure}`
  void reply.header('set-cookie', `${name}=${closed}; ${attributes}`)
}

export function hasOutboxCookie({ secrets }: Pages, request: FastifyRequest): boolean {
  const closed = /(?:^|;\s*)menshen_outbox=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1]
  return closed !== undefined && secrets.open(purpose, closed) !== null
}
