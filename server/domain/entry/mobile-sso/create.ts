import { refuse } from '@menshen/contract/errors'
import { nothingToPrepare, type Verb } from '#domain/shape/verb.ts'
import { newId } from '#platform/crypto/random.ts'
import { findSession } from '../session/session-store.ts'
import { hashDevice, requireOwnId } from './shared-session.ts'
import { deleteShared, putShared } from './shared-session-store.ts'

/** Lets the other apps of a phone know that whoever asks is signed in there, for as long as this session lasts. */
export const createSharedSession: Verb<'session.shared', { deviceId: string }, { sessionId: string }> = {
  name: 'mobile-sso.create',
  admits: 'full user',
  emits: ['session.shared'],
  prepare: nothingToPrepare,
  async run({ tx, pool, application, caller, now, emit }, { deviceId }) {
    if (caller.kind !== 'user') refuse(2020)
    // What is for one application alone opens no other.
    if (caller.boundTo !== null) refuse(1001, { variant: 'bound' })
    requireOwnId(deviceId)
    const deviceHash = hashDevice(deviceId)
    const session = (await findSession(tx, pool.id, caller.sessionId)) ?? refuse(2206)
    const id = newId(now)
    await putShared(tx, {
      id,
      userPoolId: pool.id,
      deviceHash,
      applicationId: application?.id ?? '',
      userId: caller.userId,
      sessionId: session.id,
      createdAt: now,
      expiresAt: session.expiresAt,
    })
    emit('session.shared', { userId: caller.userId, sessionId: session.id })
    return { sessionId: id }
  },
}

/**
 * Ends what this person shares on a phone: in the app that asks, or in all of them. The session itself goes on. 2401 when
 * there is nothing to end; what somebody else shares there stays.
 */
export const destroySharedSession: Verb<'session.unshared', { deviceId: string; all: boolean }, void> = {
  name: 'mobile-sso.destroy',
  admits: 'full user',
  emits: ['session.unshared'],
  prepare: nothingToPrepare,
  async run({ tx, pool, application, caller, emit }, { deviceId, all }) {
    if (caller.kind !== 'user') refuse(2020)
    const whose = { userPoolId: pool.id, deviceHash: hashDevice(deviceId), userId: caller.userId }
    if ((await deleteShared(tx, whose, all ? null : (application?.id ?? ''))) === 0) refuse(2401)
    emit('session.unshared', { userId: caller.userId })
  },
}
