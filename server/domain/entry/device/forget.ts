import { refuse } from '@menshen/contract/errors'
import { nothingToPrepare, type Verb } from '#domain/shape/verb.ts'
import { endSessions } from '../session/end-every.ts'
import { deleteDevice, findDevice } from './device-store.ts'

/**
 * Forgets one's own device and signs it out: from then on it is a new one. 404 when it is nobody's or somebody else's; who
 * asks cannot tell which.
 */
export const forgetOwnDevice: Verb<'device.forgotten', { id: string }, void> = {
  name: 'device.forget-own',
  admits: 'full user',
  emits: ['device.forgotten'],
  prepare: nothingToPrepare,
  async run(context, { id }) {
    const { tx, pool, caller, changed } = context
    if (caller.kind !== 'user') refuse(2020)
    if (!(await deleteDevice(tx, pool.id, caller.userId, id))) refuseUnknown(id)
    changed(`device:${pool.id}:${id}`)
    context.emit('device.forgotten', { userId: caller.userId, deviceId: id })
    await endSessions(context, [caller.userId], { deviceId: id })
  },
}

/** Signs one's own device out; it stays known. 404 as above. */
export const signOutOwnDevice: Verb<'user.sessions-ended', { id: string }, void> = {
  name: 'device.sign-out-own',
  admits: 'full user',
  emits: ['user.sessions-ended'],
  prepare: nothingToPrepare,
  async run(context, { id }) {
    const { tx, pool, caller } = context
    if (caller.kind !== 'user') refuse(2020)
    const device = await findDevice(tx, pool.id, id)
    if (device?.userId !== caller.userId) refuseUnknown(id)
    const sessions = await endSessions(context, [caller.userId], { deviceId: id })
    if (sessions > 0) context.emit('user.sessions-ended', { userId: caller.userId, sessions })
  },
}

/** An administrator forgets a device for its owner and signs it out. 404 when there is none, or none of that person. */
export const forgetDevice: Verb<'device.forgotten', { id: string; userId?: string | undefined }, void> = {
  name: 'device.forget',
  admits: 'manager',
  emits: ['device.forgotten'],
  prepare: nothingToPrepare,
  async run(context, { id, userId }) {
    const { tx, pool, changed } = context
    const device = await findDevice(tx, pool.id, id)
    if (!device || (userId && device.userId !== userId)) refuseUnknown(id)
    await deleteDevice(tx, pool.id, device.userId, id)
    changed(`device:${pool.id}:${id}`)
    context.emit('device.forgotten', { userId: device.userId, deviceId: id })
    await endSessions(context, [device.userId], { deviceId: id })
  },
}

function refuseUnknown(id: string): never {
  return refuse(404, { variant: 'device', values: { key: id } })
}
