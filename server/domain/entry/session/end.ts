import { refuse } from '@menshen/contract/errors'
import { nothingToPrepare, type Verb } from '#domain/shape/verb.ts'
import { endSessions } from './end-every.ts'

/** Ends one of one's own sessions, the one in use included. 404 when it is over, nobody's or somebody else's. */
export const endOwnSession: Verb<'user.sessions-ended', { id: string }, void> = {
  name: 'session.end-own',
  admits: 'full user',
  emits: ['user.sessions-ended'],
  prepare: nothingToPrepare,
  async run(context, { id }) {
    const { caller } = context
    if (caller.kind !== 'user') refuse(2020)
    if ((await endSessions(context, [caller.userId], { id })) === 0) refuseUnknown(id)
    context.emit('user.sessions-ended', { userId: caller.userId, sessions: 1 })
  },
}

/** Ends all of one's own sessions but the one in use; answers how many. */
export const endOtherSessions: Verb<'user.sessions-ended', object, number> = {
  name: 'session.end-others',
  admits: 'full user',
  emits: ['user.sessions-ended'],
  prepare: nothingToPrepare,
  async run(context) {
    const { caller } = context
    if (caller.kind !== 'user') refuse(2020)
    const sessions = await endSessions(context, [caller.userId], { except: caller.sessionId })
    if (sessions > 0) context.emit('user.sessions-ended', { userId: caller.userId, sessions })
    return sessions
  },
}

/** Ends one's own sessions in one application or on one device; nothing there to end is fine. */
export const endOwnSessionsIn: Verb<
  'user.sessions-ended',
  { applicationId?: string | undefined; deviceId: string },
  void
> = {
  name: 'session.end-own-in',
  admits: 'full user',
  emits: ['user.sessions-ended'],
  prepare: nothingToPrepare,
  async run(context, { applicationId, deviceId }) {
    const { caller } = context
    if (caller.kind !== 'user') refuse(2020)
    const sessions = await endSessions(context, [caller.userId], { applicationId, deviceId })
    if (sessions > 0) context.emit('user.sessions-ended', { userId: caller.userId, sessions })
  },
}

/** An administrator ends one session of somebody. 404 when it is over or not that person's. */
export const endSessionOf: Verb<'session.ended', { userId: string; id: string }, void> = {
  name: 'session.end-of',
  admits: 'manager',
  emits: ['session.ended'],
  prepare: nothingToPrepare,
  async run(context, { userId, id }) {
    if ((await endSessions(context, [userId], { id })) === 0) refuseUnknown(id)
    context.emit('session.ended', { userId, sessionId: id })
  },
}

function refuseUnknown(id: string): never {
  return refuse(404, { variant: 'session', values: { key: id } })
}
