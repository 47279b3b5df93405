import { refuse } from '@menshen/contract/errors'
import { findUser } from '#domain/people/user/user-store.ts'
import type { Before, Question } from '#domain/shape/verb.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import { findEnteredBy } from '../sign-in/application-user-store.ts'
import { findLiveSessions } from './session-store.ts'

/** An application that somebody has signed in to. */
export interface EnteredApplication {
  application: Application
  enteredAt: Date
  /** They are signed in there now. */
  active: boolean
}

/** More than anybody enters. */
const most = 500

/** Which applications somebody has signed in to in the last 30 days, or is in still, the latest first. 2004 nobody of that id. */
export const listEnteredApplications: Question<{ userId: string }, EnteredApplication[]> = {
  name: 'application.entered-by',
  admits: 'manager',
  async answer(before, { userId }) {
    if (!(await findUser(before.reader, before.pool.id, userId))) refuse(2004)
    return enteredBy(before, userId)
  },
}

/** The same for people themselves. */
export const listOwnEnteredApplications: Question<object, EnteredApplication[]> = {
  name: 'application.entered-own',
  admits: 'any user',
  answer: (before) => (before.caller.kind === 'user' ? enteredBy(before, before.caller.userId) : refuse(2020)),
}

async function enteredBy({ reader, pool, now, ports }: Before, userId: string): Promise<EnteredApplication[]> {
  const entered = await findEnteredBy(reader, pool.id, userId, most)
  const sessions = await findLiveSessions(reader, pool.id, userId, now, { limit: most })
  const live = new Set(sessions.filter(({ kind }) => kind !== 'offline').map(({ applicationId }) => applicationId))
  const found = await Promise.all(
    entered.map(async ({ applicationId, enteredAt }) => ({
      application: await ports.cached.application(applicationId),
      enteredAt,
      active: live.has(applicationId),
    })),
  )
  return found
    .flatMap(({ application, ...rest }) => (application?.userPoolId === pool.id ? [{ application, ...rest }] : []))
    .sort((one, other) => other.enteredAt.getTime() - one.enteredAt.getTime())
}
