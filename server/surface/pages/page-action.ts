import { refuse } from '@menshen/contract/errors'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { SignedIn } from '#domain/entry/session/session.ts'
import type { Situation } from '#domain/shape/situation.ts'
import { clientOf, type Entered, keepDevice, newlyKnownDevice } from '../wire/entry-cookies.ts'
import { originOf } from '../wire/origin.ts'
import { languageOf } from './language-of.ts'
import type { Pages } from './mount.ts'
import type { Stage } from './situation-of.ts'

export type Interacting = FastifyRequest<{ Params: { uid: string } }>

/** What follows an action: the browser goes to an address, or the page goes on by itself. */
export type Outcome = { location: string } | { done: true; [name: string]: unknown }

/** What a person does on the sign-in page. */
export type Action = (pages: Pages, request: Interacting, reply: FastifyReply, stage: Stage) => Promise<Outcome>

export function requirePrompt(stage: Stage, prompt: 'login' | 'consent'): Stage {
  if (stage.interaction.prompt !== prompt) refuse(400, { variant: 'stage' })
  return stage
}

/** The circumstances in which a verb runs for whoever has this page open. */
export function circumstances({ addresses }: Pages, request: Interacting, { pool, application }: Stage): Situation {
  const { origin } = originOf(request, addresses)
  const client = clientOf(request, origin)
  return { pool, application, caller: { kind: 'anonymous' }, client, origin, language: languageOf(request.headers) }
}

/** The browser session must outlive the refresh tokens that hang on it. Seconds. */
export function sessionLifetime({ application, pool }: Stage): number {
  return Math.max(pool.settings.tokenExpiresAfter, application.settings.refreshTokenLifetime)
}

/** Somebody has signed in: this browser is known as theirs from now on, and the authorization request goes on. */
export async function letThrough(
  pages: Pages,
  request: Interacting,
  reply: FastifyReply,
  signedIn: SignedIn,
): Promise<Outcome> {
  const { user, session } = signedIn
  rememberDevice(pages, request, reply, signedIn)
  const who = { userId: user.id, sessionId: session.id, at: session.createdAt, methods: session.methods }
  return { location: await pages.interactions.signedIn(request, reply, request.params.uid, who) }
}

/**
 * Whoever has just signed in here is not kept out by strangers' wrong passwords when they come again; and whoever has
 * registered here is recognised when they open the mail that verifies their address.
 */
export function rememberDevice(
  { domain, addresses }: Pages,
  request: Interacting,
  reply: FastifyReply,
  entered: Entered,
): void {
  const { origin } = originOf(request, addresses)
  const device = newlyKnownDevice(domain, clientOf(request, origin), entered)
  if (device) keepDevice(reply, entered.user.id, device, origin)
}

/** The text fields of a JSON body; whatever is no text is not there. */
export function textsOf(body: unknown): Record<string, string> {
  const entries = typeof body === 'object' && body !== null ? Object.entries(body) : []
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}
