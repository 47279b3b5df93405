import { refuse } from '@menshen/contract/errors'
import { keep, type Verb } from '../verb.ts'
import { endEverySession } from './end-every.ts'
import { endSessionsOf } from './session-store.ts'

export interface Kick {
  userIds: string[]
  /** Only what they have open in this application; left out, everything everywhere. */
  applicationId?: string | undefined
}

/** An administrator signs people out: their tokens are answered with 2206 from now on. Ids that nobody has are passed over. 2231 without ids. */
export const kickUsers: Verb<Kick, void> = {
  name: 'session.kick',
  admits: 'manager',
  prepare: keep,
  async run(context, { userIds, applicationId }) {
    const { tx, pool, now, changed } = context
    if (userIds.length === 0) refuse(2231)
    if (!applicationId) return endEverySession(context, userIds)
    for (const id of await endSessionsOf(tx, pool.id, userIds, now, applicationId)) changed(`session:${pool.id}:${id}`)
  },
}
