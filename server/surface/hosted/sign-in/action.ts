import { refuse } from '@menshen/contract/errors'
import type { Received } from '@menshen/contract/pages/action'
import type { SignInAction, SignInActions, signInActions } from '@menshen/contract/pages/sign-in-actions'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { SignedIn } from '#domain/entry/session/session.ts'
import { type Entered, tellDevice } from '#domain/entry/sign-in/tell-device.ts'
import type { Situation } from '#domain/shape/situation.ts'
import { keepDevice } from '../../request/entry-cookies.ts'
import { resolve } from '../../request/resolved.ts'
import { languageOf } from '../frame/language-of.ts'
import type { Pages } from '../pages.ts'
import type { Stage } from './sign-in-view.ts'

export type Interacting = FastifyRequest<{ Params: { uid: string } }>

/** Somebody doing something on the sign-in page. */
export interface Acting {
  pages: Pages
  request: Interacting
  reply: FastifyReply
  stage: Stage
}

/** What follows an action: the browser goes to an address, or the page goes on by itself with what it is told. */
export type Outcome<Told> = { location: string } | ({ done: true } & Told)

/** What a person does on the sign-in page: each of `Name` with its handler. */
export type Handlers<Name extends SignInAction = SignInAction> = {
  [Each in Name]: (
    acting: Acting,
    sent: Received<(typeof signInActions)[Each]>,
  ) => Promise<Outcome<SignInActions[Each]['told']>>
}

export function requirePrompt({ stage }: Pick<Acting, 'stage'>, prompt: 'login' | 'consent'): Stage {
  if (stage.interaction.prompt !== prompt) refuse(400, { variant: 'stage' })
  return stage
}

/** The circumstances in which a verb runs for whoever has this page open. */
export function circumstances({ pages: { addresses }, request, stage: { pool, application } }: Acting): Situation {
  const { origin, client } = resolve(request, addresses)
  return { pool, application, caller: { kind: 'anonymous' }, client, origin, language: languageOf(request.headers) }
}

/** The same, for a question. */
export function hintsFor(acting: Acting) {
  const { client, origin, language } = circumstances(acting)
  return { applicationId: acting.stage.application.id, client, origin, language }
}

/** What kind of session comes of this page. It must outlive the refresh tokens that hang on it: `lifetime` in seconds. */
export function browserSession({ stage: { application, pool } }: Acting) {
  const lifetime = Math.max(pool.settings.tokenExpiresAfter, application.settings.refreshTokenLifetime)
  return { kind: 'browser', lifetime } as const
}

/** Somebody has signed in: this browser is known as theirs from now on, and the authorization request goes on. */
export async function letThrough(acting: Acting, signedIn: SignedIn): Promise<{ location: string }> {
  const { pages, request, reply } = acting
  const { user, session } = signedIn
  rememberDevice(acting, signedIn)
  const who = { userId: user.id, sessionId: session.id, at: session.createdAt, methods: session.methods }
  return { location: await pages.interactions.signedIn(request, reply, request.params.uid, who) }
}

/**
 * Whoever has just signed in here is not kept out by strangers' wrong passwords when they come again; and whoever has
 * registered here is recognised when they open the mail that verifies their address.
 */
export function rememberDevice({ pages: { domain, addresses }, request, reply }: Acting, entered: Entered): void {
  const { origin, client } = resolve(request, addresses)
  const device = tellDevice(domain, client, entered)
  if (device) keepDevice(reply, entered.user.id, device, origin)
}
