import { Refusal } from '@menshen/contract/errors'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Session } from '#domain/entry/session/session.ts'
import { isBorrowed } from '#domain/entry/session/strength.ts'
import { issueUserToken } from '#domain/entry/session/user-token.ts'
import { getUser } from '#domain/people/user/find.ts'
import type { User } from '#domain/people/user/user.ts'
import type { Hints } from '#domain/shape/hints.ts'
import { resolve } from '../../request/resolved.ts'
import { languageOf } from '../frame/language-of.ts'
import type { Pages } from '../pages.ts'
import type { Place } from './place.ts'

/** Whoever is signed in in this browser. */
export interface CurrentUser {
  user: User
  sessionId: string
  /**
   * As of any client that calls with a token of theirs: whether it may still be believed, and whether its session is strong
   * enough, is decided where that is decided for all (`domain/front/enter.ts`, which `callAt` leaves out). The token is made for this
   * one request and never leaves the process.
   */
  hints: Hints & { token: string }
}

/** Null when nobody is signed in here, or not any more, or not to the account itself: see `isBorrowedHere`. */
export async function findCurrentUser(
  pages: Pages,
  request: FastifyRequest,
  reply: FastifyReply,
  place: Place,
): Promise<CurrentUser | null> {
  const { domain, addresses } = pages
  const here = await findHere(pages, request, reply, place)
  if (!here || isBorrowed(here.session)) return null
  const { origin, client } = resolve(request, addresses)
  const { token } = await issueUserToken(domain.tools, here, { origin, now: domain.clock() })
  const language = languageOf(request.headers)
  const hints = { applicationId: place.application.id, token, client, origin, language }
  const user = await domain.ask(getUser, hints, {}).catch(nobodyIfOver)
  return user && { user, sessionId: here.session.id, hints }
}

/** Whether somebody is in here by a sub-account or a scanned code: they have to sign in to see the account. */
export async function isBorrowedHere(
  pages: Pages,
  request: FastifyRequest,
  reply: FastifyReply,
  place: Place,
): Promise<boolean> {
  const here = await findHere(pages, request, reply, place)
  return here !== null && isBorrowed(here.session)
}

async function findHere(
  { domain, interactions }: Pages,
  request: FastifyRequest,
  reply: FastifyReply,
  { pool }: Place,
): Promise<{ user: User; session: Session } | null> {
  const { directory } = domain.tools
  const here = await interactions.here(request, reply, pool.id)
  const session = here && (await directory.session(pool.id, here.sessionId))
  const user = here && (await directory.user(pool.id, here.userId))
  return session && user ? { user, session } : null
}

/** 2206: the session or the person is gone. */
function nobodyIfOver(error: unknown): null {
  if (error instanceof Refusal && error.code === 2206) return null
  throw error
}
