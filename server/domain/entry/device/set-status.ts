import { refuse } from '@menshen/contract/errors'
import { nothingToPrepare, type Verb } from '#domain/shape/verb.ts'
import { endSessions } from '../session/end-every.ts'
import { findDevice, setDeviceLock } from './device-store.ts'

export interface DeviceLock {
  id: string
  /** The owner, where the caller names one: nobody else's device is changed. */
  userId?: string | undefined
  to: 'enabled' | 'disabled' | 'suspended'
  /** When a suspension ends; milliseconds since 1970. */
  until?: number | undefined
}

const longest = 10 * 365 * 86_400_000

/**
 * An administrator locks a device, for good or for a while, which signs it out, or unlocks it. Nobody signs in on a locked
 * one (1001). 404 no such device, or not of that person; 400 a suspension that ends in the past or in more than ten years.
 */
export const setDeviceStatus: Verb<'device.status-changed', DeviceLock, void> = {
  name: 'device.set-status',
  admits: 'manager',
  emits: ['device.status-changed'],
  prepare: nothingToPrepare,
  async run(context, { id, userId, to, until }) {
    const { tx, pool, now, changed } = context
    const device = await findDevice(tx, pool.id, id)
    if (!device || (userId && device.userId !== userId)) refuse(404, { variant: 'device', values: { key: id } })
    const suspendedUntil = to === 'suspended' ? endOf(until, now) : null
    await setDeviceLock(tx, device, { disabled: to === 'disabled', suspendedUntil })
    changed(`device:${pool.id}:${id}`)
    context.emit('device.status-changed', { userId: device.userId, deviceId: id, to })
    if (to !== 'enabled') await endSessions(context, [device.userId], { deviceId: id })
  },
}

function endOf(until: number | undefined, now: Date): Date {
  if (until === undefined) refuse(2231)
  if (until <= now.getTime() || until > now.getTime() + longest)
    refuse(400, { variant: 'future', values: { field: 'endTime' } })
  return new Date(until)
}
