import { refuse } from '@menshen/contract/errors'
import { type Page, pageOf } from '#domain/shape/page.ts'
import type { Question } from '#domain/shape/verb.ts'
import { type DeviceStatus, statusOf } from './device.ts'
import { countDevices, findDevice, findDevices, type ListedDevice } from './device-store.ts'

export interface DevicesInput {
  page?: number | undefined
  limit?: number | undefined
}

export interface DeviceList {
  list: ListedDevice[]
  /** Exact up to 10,000. */
  totalCount: number
}

const mostCounted = 10_000

/** The devices of whoever asks, the newest first. */
export const listOwnDevices: Question<DevicesInput, ListedDevice[]> = {
  name: 'device.list-own',
  admits: 'any user',
  answer({ reader, pool, caller, now }, { page, limit }) {
    if (caller.kind !== 'user') refuse(2020)
    return findDevices(reader, { userPoolId: pool.id, userId: caller.userId }, { ...rangeOf(pageOf(page, limit)), now })
  },
}

/** The devices of a person, or of everybody, for an administrator. Nobody of that id has none. */
export const listDevices: Question<DevicesInput & { userId?: string | undefined }, DeviceList> = {
  name: 'device.list',
  admits: 'manager',
  async answer({ reader, pool, now }, { userId, page, limit }) {
    const whose = { userPoolId: pool.id, userId: userId ?? null }
    const [list, totalCount] = await Promise.all([
      findDevices(reader, whose, { ...rangeOf(pageOf(page, limit)), now }),
      countDevices(reader, whose, mostCounted),
    ])
    return { list, totalCount }
  },
}

function rangeOf({ page, limit }: Page) {
  return { offset: Math.min((page - 1) * limit, mostCounted), limit }
}

export interface DeviceDetails {
  device: Omit<ListedDevice, 'online'>
  status: DeviceStatus
  /** Milliseconds until a suspension ends. */
  remaining: number | null
}

/** One device, for an administrator. 404 when there is none of that id in the pool. */
export const getDevice: Question<{ id: string }, DeviceDetails> = {
  name: 'device.get',
  admits: 'manager',
  async answer({ reader, pool, now }, { id }) {
    const device = (await findDevice(reader, pool.id, id)) ?? refuse(404, { variant: 'device', values: { key: id } })
    const status = statusOf(device, now)
    const until = status === 'suspended' ? device.suspendedUntil : null
    return { device, status, remaining: until && until.getTime() - now.getTime() }
  },
}
