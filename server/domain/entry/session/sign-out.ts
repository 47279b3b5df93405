import { refuse } from '@menshen/contract/errors'
import { nothingToPrepare, type Verb } from '#domain/shape/verb.ts'
import { endSession } from './session-store.ts'

/** Ends the session that the caller's token belongs to: from now on the token is answered with 2206. */
export const signOut: Verb<'user.signed-out', object, void> = {
  name: 'session.sign-out',
  admits: 'any user',
  emits: ['user.signed-out'],
  prepare: nothingToPrepare,
  async run({ tx, pool, caller, now, changed, emit }) {
    if (caller.kind !== 'user') refuse(2020)
    const ended = await endSession(tx, pool.id, caller.sessionId, now)
    changed(`session:${pool.id}:${caller.sessionId}`)
    if (ended) emit('user.signed-out', { userId: caller.userId, sessionId: caller.sessionId }, ended.applicationId)
  },
}
