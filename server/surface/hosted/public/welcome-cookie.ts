import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Pages } from '../pages.ts'

export const welcomePath = '/welcome'

/** What the welcome page must know of the sign-in that it began. */
export interface WelcomeState {
  applicationId: string
  state: string
  verifier: string
}

const name = 'menshen_welcome'
const purpose = 'welcome cookie'
const lifetimeSeconds = 3_600

function attributes(origin: string, maxAge: number): string {
  const secure = origin.startsWith('https:') ? '; Secure' : ''
  return `Path=${welcomePath}; HttpOnly; SameSite=Lax; Max-Age=${maxAge}${secure}`
}

export function keepWelcome({ secrets }: Pages, reply: FastifyReply, state: WelcomeState, origin: string): void {
  const closed = secrets.close(purpose, JSON.stringify(state), lifetimeSeconds)
  void reply.header('set-cookie', `${name}=${closed}; ${attributes(origin, lifetimeSeconds)}`)
}

/** Reads the state once: the answer takes the cookie away. Null when there is none of ours. */
export function takeWelcome(
  { secrets }: Pages,
  request: FastifyRequest,
  reply: FastifyReply,
  origin: string,
): WelcomeState | null {
  const closed = /(?:^|;\s*)menshen_welcome=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1]
  if (!closed) return null
  void reply.header('set-cookie', `${name}=; ${attributes(origin, 0)}`)
  const text = secrets.open(purpose, closed)
  return text === null ? null : (JSON.parse(text) as WelcomeState)
}
