// What the protocol doors and the pages agree on, besides how people enter (`domain/entry/in-progress`).
import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** A browser: what it asks, and what it will be answered. */
export interface Browser {
  request: FastifyRequest
  reply: FastifyReply
}

/**
 * Where people who sign in to look after their own account come back to. It is an address of ours, so every application of
 * the house may name it without having registered it.
 */
export const accountLandingPath = '/u/~signed-in'

/** What a page of a protocol needs to know of the request it answers. */
export interface PageRequest {
  headers: IncomingHttpHeaders
  /** Languages that an application asks for: see `EntryInProgress`. Left out: none does. */
  languages?: string | null
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

/** The pages that protocols show; somebody else draws them. */
export interface Screens {
  failed(at: PageRequest, what: Failed): Page
  /** `returnSource` is where the browser will go after the form was sent, as a policy names it, when that is not here. */
  signOut(at: PageRequest, form: string, applicationName: string | null, returnSource: string | null): Page
  signedOut(at: PageRequest, application: { name: string; home: string | null } | null): Page
}
