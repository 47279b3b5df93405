import { Refusal } from '@menshen/contract/errors'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Hints } from '#domain/enter.ts'
import { issueUserToken } from '#domain/session/user-token.ts'
import { getUser } from '#domain/user/find.ts'
import type { User } from '#domain/user/user.ts'
import { clientOf } from '../../wire/entry-cookies.ts'
import { originOf } from '../../wire/origin.ts'
import { languageOf } from '../language-of.ts'
import type { Pages } from '../mount.ts'
import type { Place } from './place.ts'

/** Whoever is signed in in this browser. */
export interface Visitor {
  user: User
  sessionId: string
  /**
   * As of any client that calls with a token of theirs: whether it may still be believed is decided where that is
   * decided for all. The token is made for this one request and never leaves the process.
   */
  hints: Hints & { token: string }
}

/** Null when nobody is signed in here, or not any more. */
export async function findVisitor(
  { domain, addresses, interactions }: Pages,
  request: FastifyRequest,
  reply: FastifyReply,
  { pool, application }: Place,
): Promise<Visitor | null> {
  const { directory } = domain.tools
  const here = await interactions.here(request, reply, pool.id)
  const session = here && (await directory.session(pool.id, here.sessionId))
  const known = here && (await directory.user(pool.id, here.userId))
  if (!session || !known) return null
  const { origin } = originOf(request, addresses)
  const { token } = await issueUserToken(domain.tools, { user: known, session }, { origin, now: domain.clock() })
  const language = languageOf(request.headers)
  const hints = { applicationId: application.id, token, client: clientOf(request), origin, language }
  const user = await domain.ask(getUser, hints, {}).catch(nobodyIfOver)
  return user && { user, sessionId: session.id, hints }
}

/** 2206: the session or the person is gone. */
function nobodyIfOver(error: unknown): null {
  if (error instanceof Refusal && error.code === 2206) return null
  throw error
}
