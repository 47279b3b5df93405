import { refuse } from '@menshen/contract/errors'
import { lockUsers } from '#domain/people/user/user-store.ts'
import { requireSome } from '#domain/shape/list.ts'
import { nothingToPrepare, type Verb } from '#domain/shape/verb.ts'
import { hasApplication } from '#domain/tenancy/application/application-store.ts'
import { endSessions } from './end-every.ts'

export interface SessionsOfUsers {
  userIds: string[]
  /** Only what they have open in this application; left out, everything everywhere. */
  applicationId?: string | undefined
  /** Only what they have open on this device. */
  deviceId?: string | undefined
}

/** An administrator signs people out: their tokens are answered with 2206 from now on. Ids that nobody has are passed over. 2231 without ids. */
export const endSessionsOfUsers: Verb<'user.kicked', SessionsOfUsers, void> = {
  name: 'session.kick',
  admits: 'manager',
  emits: ['user.kicked'],
  prepare: nothingToPrepare,
  async run(context, { userIds, applicationId, deviceId }) {
    if (userIds.length === 0) refuse(2231)
    const found = await lockUsers(context.tx, context.pool.id, userIds)
    await endSessions(context, found, { applicationId, deviceId })
    context.emit('user.kicked', { userIds: found, everywhere: !applicationId && !deviceId })
  },
}

export interface SessionsInApplications {
  userId: string
  applicationIds: string[]
}

/** Applications at a time. */
const most = 100

/** The same of one person in several applications. 400 none named, or too many, 2011 one of them is not of this pool, 2004 nobody of that id. */
export const endSessionsInApplications: Verb<'user.kicked', SessionsInApplications, void> = {
  name: 'session.kick-from',
  admits: 'manager',
  emits: ['user.kicked'],
  async prepare({ reader, pool }, input) {
    requireSome(input.applicationIds, 'appIds', most)
    for (const id of new Set(input.applicationIds)) if (!(await hasApplication(reader, pool.id, id))) refuse(2011)
    return input
  },
  async run(context, { userId, applicationIds }) {
    const found = await lockUsers(context.tx, context.pool.id, [userId])
    if (found.length === 0) refuse(2004)
    await endSessions(context, found, { applicationId: applicationIds })
    context.emit('user.kicked', { userIds: found, everywhere: false })
  },
}
