import { refuse } from '@menshen/contract/errors'
import Type from 'typebox'
import { lockUser } from '#domain/people/user/user-store.ts'
import { flag, isOf, text } from '#domain/shape/kind.ts'
import { checkedText } from '#domain/shape/text.ts'
import type { Verb } from '#domain/shape/verb.ts'
import { newId } from '#platform/crypto/random.ts'
import { findSession, moveSession } from '../session/session-store.ts'
import { deviceLifetime } from '../sign-in/known-device.ts'
import {
  type DeviceDescription,
  describeDevice,
  findDevice,
  findDeviceByUniqueId,
  insertDevice,
} from './device-store.ts'
import { deviceTypes, parseUserAgent } from './user-agent.ts'

export interface DeviceInput {
  uniqueId: string
  type?: unknown
  name?: unknown
  os?: unknown
  /** What else the client collected: fingerprints, versions, numbers. */
  details: Record<string, unknown>
}

/** Characters of JSON that are kept of what a client tells. */
const mostDetails = 8_192

/**
 * What the program that a person is signed in with says of its device. The session is on that device from now on: the one
 * that bore this name before, or else the one that the session is on, which is named now. 400 for what cannot be read.
 */
export const registerDevice: Verb<
  'device.registered',
  DeviceInput,
  { id: string; uniqueId: string },
  DeviceDescription & { uniqueId: string }
> = {
  name: 'device.register',
  admits: 'any user',
  emits: ['device.registered'],
  prepare(_before, { uniqueId, type, name, os, details }) {
    return {
      uniqueId: checkedText(uniqueId, 'deviceUniqueId', 128),
      type: deviceTypes.find((known) => known === type) ?? 'Browser',
      name: isOf(text, name) ? checkedText(name, 'name', 128) : '',
      os: isOf(text, os) ? checkedText(os, 'os', 64) : null,
      details: plainDetails(details),
    }
  },
  async run(context, described) {
    const { tx, pool, caller, client, now, changed } = context
    if (caller.kind !== 'user') refuse(2020)
    const { userId, sessionId } = caller
    // One at a time for each person, as with signing in.
    if (!(await lockUser(tx, pool.id, userId))) refuse(2004)
    const session = (await findSession(tx, pool.id, sessionId)) ?? refuse(2206)
    const named = await findDeviceByUniqueId(tx, pool.id, userId, described.uniqueId)
    const current = session.deviceId ? await findDevice(tx, pool.id, session.deviceId) : null
    const device = named ?? (current?.uniqueId === null ? current : null)
    const id = device?.id ?? newId(now)
    const agent = parseUserAgent(client.userAgent)
    const name = described.name || device?.name || ''
    if (device) await describeDevice(tx, pool.id, id, { ...described, name, os: described.os ?? device.os })
    else
      await insertDevice(tx, {
        ...described,
        id,
        userPoolId: pool.id,
        userId,
        browser: agent.browser,
        userAgent: client.userAgent?.slice(0, 512) ?? null,
        lastIp: client.ip,
        createdAt: now,
        expiresAt: new Date(now.getTime() + deviceLifetime * 1000),
      })
    await moveSession(tx, pool.id, sessionId, id)
    changed(`device:${pool.id}:${id}`)
    changed(`session:${pool.id}:${sessionId}`)
    context.emit('device.registered', { userId, deviceId: id })
    return { id, uniqueId: described.uniqueId }
  },
}

const plain = Type.Union([text, Type.Number(), flag])

/** Texts, numbers and switches; what is nested says nothing that anybody reads. */
function plainDetails(details: Record<string, unknown>): Record<string, unknown> {
  const told = Object.entries(details).filter(([, value]) => isOf(plain, value))
  for (const [name, value] of told) {
    checkedText(name, name.slice(0, 64).toWellFormed(), 64)
    if (isOf(text, value)) checkedText(value, name, mostDetails)
  }
  const kept = Object.fromEntries(told)
  if (JSON.stringify(kept).length > mostDetails)
    refuse(400, { variant: 'long', values: { field: 'deviceInfo', max: mostDetails } })
  return kept
}
