import type { Received } from '@menshen/contract/pages/action'
import type { SignInAction, SignInActions, signInActions } from '@menshen/contract/pages/sign-in-actions'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { SignedIn } from '#domain/entry/session/session.ts'
import { type Entered, tellDevice } from '#domain/entry/sign-in/tell-device.ts'
import type { Hints } from '#domain/shape/hints.ts'
import type { RequestContext } from '#domain/shape/request-context.ts'
import { keepDevice } from '../../request/entry-cookies.ts'
import type { Pages } from '../pages.ts'
import type { SignInStage } from './sign-in-view.ts'

export type EntryRequest = FastifyRequest<{ Params: { uid: string } }>

/** Somebody doing something on the sign-in page. */
export interface Acting {
  pages: Pages
  request: EntryRequest
  reply: FastifyReply
  stage: SignInStage
  /** For a verb that is run for whoever has this page open; `hints` are the same for a question. */
  at: RequestContext
  hints: Hints
}

/** What follows an action: the browser goes to an address, or the page goes on by itself with what it is told. */
export type ActionResult<Told> = { location: string } | ({ done: true } & Told)

/** What a person does on the sign-in page: each of `Name` with its handler. */
export type Handlers<Name extends SignInAction = SignInAction> = {
  [Each in Name]: (
    acting: Acting,
    sent: Received<(typeof signInActions)[Each]>,
  ) => Promise<ActionResult<SignInActions[Each]['told']>>
}

/** Somebody has signed in: this browser is known as theirs from now on, and what the application asked for goes on. */
export async function letThrough(acting: Acting, signedIn: SignedIn): Promise<{ location: string }> {
  const { pages, request, reply, stage } = acting
  await rememberDevice(acting, signedIn)
  return { location: await pages.entries.signedIn({ request, reply }, stage.entry, signedIn) }
}

/**
 * Whoever has just signed in here is not kept out by strangers' wrong passwords when they come again; and whoever has
 * registered here is recognised when they open the mail that verifies their address.
 */
export async function rememberDevice({ pages: { domain }, reply, hints }: Acting, entered: Entered): Promise<void> {
  const device = tellDevice(domain, hints.client, entered)
  if (device) keepDevice(reply, entered.user.id, device, hints.origin)
}
