// What the protocol door and the pages agree on: the one sends people to the sign-in page, the other lets them through it.
import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** What an application asked of a person, for whom the sign-in page stands open. */
export interface Interaction {
  uid: string
  prompt: 'login' | 'consent'
  clientId: string
  /** Of the authorization request, as it came. */
  params: Record<string, unknown>
  /** Who is signed in already; null on the way to signing in. */
  accountId: string | null
  missingScopes: string[]
  /** The session of a person who is signed in and lacks only a second factor; null for everybody else. */
  stepUpOf: string | null
  /** Whether this request asks for two factors by itself. */
  asksForTwo: boolean
}

/** The way from the sign-in page to the engine. */
export interface Interactions {
  /** Null when it has expired or is not this browser's. */
  find(request: FastifyRequest, reply: FastifyReply, uid: string): Promise<Interaction | null>
  /** Each answers the address at which the authorization request goes on. */
  signedIn(request: FastifyRequest, reply: FastifyReply, uid: string, who: SignIn): Promise<string>
  consented(request: FastifyRequest, reply: FastifyReply, interaction: Interaction): Promise<string>
  cancelled(request: FastifyRequest, reply: FastifyReply, uid: string): Promise<string>
  /** Ends this browser's session of a user pool, and with it every application that it is signed in to. */
  signOut(request: FastifyRequest, reply: FastifyReply, userPoolId: string): Promise<void>
  /** Whom this browser's session of a user pool stands for; null when it has none. */
  here(request: FastifyRequest, reply: FastifyReply, userPoolId: string): Promise<Omit<SignIn, 'at'> | null>
  /** The one pool that this browser has a session of; null when there are none or several. */
  userPoolHere(request: FastifyRequest): Promise<string | null>
}

/**
 * Where people who sign in to look after their own account come back to. It is an address of ours, so every application of
 * the house may name it without having registered it.
 */
export const accountLandingPath = '/u/~signed-in'

export interface SignIn {
  userId: string
  sessionId: string
  at: Date
  /** How they proved who they are. */
  methods?: string[] | undefined
}

/** What a page of this door needs to know of the request it answers. */
export interface PageRequest {
  headers: IncomingHttpHeaders
  /** `ui_locales` of OpenID Connect Core 1.0, section 3.1.2.1; null when not given. */
  uiLocales: string | null
  requestId: string | null
  /** The address under which the caller reached us. */
  origin: string
}

export interface Page {
  html: string
  headers: Record<string, string>
}

/** Why an authorization request, or a sign-out, cannot go on and cannot be sent back to an application either. */
export type Failure = 'unknown-client' | 'redirect-address' | 'expired' | 'request' | 'nowhere' | 'ours'

export interface Failed {
  error: string
  failure: Failure
  /** Whose request it was; left out where that is not known. `home` comes from what is registered, never from a request. */
  application?: { name: string; home: string | null } | null
  /** The redirect address that was asked for. */
  sent?: string | null
}

/** The pages that this door shows; somebody else draws them. */
export interface Screens {
  failed(at: PageRequest, what: Failed): Page
  /** `returnSource` is where the browser will go after the form was sent, as a policy names it, when that is not here. */
  signOut(at: PageRequest, form: string, applicationName: string | null, returnSource: string | null): Page
  signedOut(at: PageRequest, application: { name: string; home: string | null } | null): Page
}
