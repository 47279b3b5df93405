import type { FastifyReply, FastifyRequest } from 'fastify'
import { findOwnAccount } from '#domain/entry/session/own-account.ts'
import type { User } from '#domain/people/user/user.ts'
import type { KnownSession } from '#domain/shape/caller.ts'
import type { Hints } from '#domain/shape/hints.ts'
import { orNull } from '../frame/or-null.ts'
import { requestOf } from '../frame/request-of.ts'
import type { Pages } from '../pages.ts'
import type { Place } from './place.ts'

/** Whoever is signed in in this browser. */
export interface CurrentUser {
  user: User
  sessionId: string
  /** By the browser's session; whether that is good, and for what, is looked at with each operation (`domain/front/enter.ts`). */
  hints: Hints & { known: KnownSession }
}

/** `borrowed`: somebody is in here by a sub-account or a scanned code: they have to sign in to see the account. */
export async function findVisitor(
  pages: Pages,
  request: FastifyRequest,
  reply: FastifyReply,
  { pool, application }: Place,
): Promise<CurrentUser | 'borrowed' | null> {
  const known = await pages.browsers.here({ request, reply }, pool.id)
  if (!known) return null
  const asked = { known, ...requestOf(pages, request) }
  // 2206: the session is over, or the person is gone or locked.
  const account = await orNull([2206], pages.domain.ask(findOwnAccount, asked, {}))
  if (!account?.user) return null
  if (account.borrowed) return 'borrowed'
  return { user: account.user, sessionId: known.sessionId, hints: { applicationId: application.id, ...asked } }
}

/** Null when nobody is signed in here, or not any more, or not to the account itself. */
export async function findCurrentUser(...visiting: Parameters<typeof findVisitor>): Promise<CurrentUser | null> {
  const visitor = await findVisitor(...visiting)
  return visitor === 'borrowed' ? null : visitor
}
