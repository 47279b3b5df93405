import { refuse } from '@menshen/contract/errors'
import { enterable } from '#domain/access/application-access/list-enterable.ts'
import type { Question } from '#domain/shape/verb.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import { findLiveSessions } from '../session/session-store.ts'

export interface OwnApplication {
  application: Application
  /** The caller is signed in to it now. */
  active: boolean
}

/** As many as are told, because no part of the list can be asked for. */
const most = 1_000

/** The applications that the caller may enter, oldest first; of more than 1,000 the oldest. */
export const listOwnApplications: Question<object, OwnApplication[]> = {
  name: 'sign-in.list-own-applications',
  admits: 'full user',
  async answer(before, _input) {
    const { reader, pool, caller, now } = before
    if (caller.kind !== 'user') refuse(2020)
    const { list } = await enterable(before, { page: 1, limit: most })
    const sessions = await findLiveSessions(reader, pool.id, caller.userId, now)
    const entered = new Set(sessions.map(({ applicationId }) => applicationId))
    return list.map((application) => ({ application, active: entered.has(application.id) }))
  },
}
