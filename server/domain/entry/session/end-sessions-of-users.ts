import { refuse } from '@menshen/contract/errors'
import { lockUsers } from '#domain/people/user/user-store.ts'
import { nothingToPrepare, type Verb } from '#domain/shape/verb.ts'
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
