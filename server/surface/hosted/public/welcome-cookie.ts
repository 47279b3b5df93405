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

function attributes(origin: string, maxAge: number): string {
  const secure = origin.startsWith('https:') ? '; Secure' : ''
  return `Path=${welcomePath}; HttpOnly; SameSite=Lax; Max-Age=${maxAge}${secure}`
}

export function keepWelcome({ domain }: Pages, reply: FastifyReply, state: WelcomeState, origin: string): void {
  const sealed = domain.tools.seal.close(purpose, JSON.stringify(state)).toString('base64url')
  void reply.header('set-cookie', `${name}=${sealed}; ${attributes(origin, 3600)}`)
}

/** Reads the state once: the answer takes the cookie away. Null when there is none of ours. */
export function takeWelcome(
  { domain }: Pages,
  request: FastifyRequest,
  reply: FastifyReply,
  origin: string,
): WelcomeState | null {
  const sealed = /(?:^|;\s*)menshen_welcome=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1]
  if (!sealed) return null
  void reply.header('set-cookie', `${name}=; ${attributes(origin, 0)}`)
  try {
    return JSON.parse(domain.tools.seal.open(purpose, Buffer.from(sealed, 'base64url'))) as WelcomeState
  } catch {
    return null
  }
}
