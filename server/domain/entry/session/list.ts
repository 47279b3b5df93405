import { refuse } from '@menshen/contract/errors'
import type { GeoLocation } from '#domain/ground/login-history/geo-location.ts'
import { findUser } from '#domain/people/user/user-store.ts'
import { pageOf } from '#domain/shape/page.ts'
import type { Before, Question } from '#domain/shape/verb.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import { findLiveSessions, type ListedSession } from './session-store.ts'

export interface SessionsInput {
  limit?: number | undefined
  /** The `next` of the page before. */
  after?: string | undefined
}

export interface SessionPage<Listed = ListedSession> {
  list: Listed[]
  /** Where the next page begins; null when this is the last. */
  next: string | null
  /** The session of whoever asks. */
  currentId: string | null
}

/** Where whoever asks is signed in, the newest first. */
export const listOwnSessions: Question<SessionsInput, SessionPage> = {
  name: 'session.list-own',
  admits: 'any user',
  async answer(before, input) {
    const { caller } = before
    if (caller.kind !== 'user') refuse(2020)
    return { ...(await pageOfSessions(before, caller.userId, input)), currentId: caller.sessionId }
  },
}

export interface DescribedSession extends ListedSession {
  application: Application | null
  place: GeoLocation | null
}

/** The same with what people know of each: the application, and where its address is. */
export const describeOwnSessions: Question<SessionsInput, SessionPage<DescribedSession>> = {
  name: 'session.describe-own',
  admits: 'any user',
  async answer(before, input) {
    const { list, ...page } = await listOwnSessions.answer(before, input)
    const { cached, geoLocator } = before.ports
    const describe = async (session: ListedSession): Promise<DescribedSession> => ({
      ...session,
      application: session.applicationId ? await cached.application(session.applicationId) : null,
      place: session.ip ? await geoLocator.find(session.ip) : null,
    })
    return { list: await Promise.all(list.map(describe)), ...page }
  },
}

/** Where somebody is signed in, for an administrator. 2004 nobody of that id. */
export const listSessions: Question<SessionsInput & { userId: string }, SessionPage> = {
  name: 'session.list',
  admits: 'manager',
  async answer(before, input) {
    if (!(await findUser(before.reader, before.pool.id, input.userId))) refuse(2004)
    return { ...(await pageOfSessions(before, input.userId, input)), currentId: null }
  },
}

async function pageOfSessions({ reader, pool, now }: Before, userId: string, { limit: asked, after }: SessionsInput) {
  const { limit } = pageOf(1, asked)
  const found = await findLiveSessions(reader, pool.id, userId, now, { limit: limit + 1, before: after })
  const list = found.slice(0, limit)
  return { list, next: found.length > limit ? (list.at(-1)?.id ?? null) : null }
}
