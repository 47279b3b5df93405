import { refuse } from '@menshen/contract/errors'
import Type from 'typebox'
import type { DeviceStatus } from '#domain/entry/device/device.ts'
import { forgetDevice, forgetOwnDevice, signOutOwnDevice } from '#domain/entry/device/forget.ts'
import {
  type DeviceDetails,
  type DeviceList,
  getDevice,
  listDevices,
  listOwnDevices,
} from '#domain/entry/device/list.ts'
import { registerDevice } from '#domain/entry/device/register.ts'
import { type DeviceLock, setDeviceStatus } from '#domain/entry/device/set-status.ts'
import { restDate } from '../../../../view/user.ts'
import { optionalNumber, optionalText, optionalUnchecked, page, text } from '../../../engine/fields.ts'
import { count, doneResult, pageResult, shape, word, yesOrNo } from '../../../engine/results.ts'
import { done, type RestRow, row } from '../../../engine/row.ts'
import { Device, OwnDevice } from '../../nouns/device.ts'

type Listed = DeviceDetails['device']

function encodeDevice({ details, ...device }: Listed) {
  return {
    ...details,
    id: device.id,
    userId: device.userId,
    deviceUniqueId: device.uniqueId,
    name: device.name,
    type: device.type,
    browser: device.browser,
    os: device.os,
    userAgent: device.userAgent,
    lastIp: device.lastIp,
    lastLoginTime: restDate(device.lastSeenAt),
    createdAt: restDate(device.createdAt),
  }
}

function encodeOwn(device: Listed & { online: boolean }) {
  const { id: deviceId, lastIp, lastSeenAt, online } = device
  return { deviceId, device: encodeDevice(device), lastIp, lastLoginTime: restDate(lastSeenAt), online }
}

function encodeList({ list, totalCount }: DeviceList) {
  return { list: list.map((device) => ({ ...encodeDevice(device), online: device.online })), totalCount }
}

function encodeStatus({ status, remaining }: DeviceDetails): { status: DeviceStatus; diffTime?: number } {
  return remaining === null ? { status } : { status, diffTime: remaining }
}

const modelId = optionalText('Which kind of row; device, and no other is kept.')

/** Devices are asked for as one kind of row of a general store; no other kind is kept. */
function requireDevices(modelId: string | undefined): void {
  if (modelId !== undefined && !modelId.startsWith('device'))
    refuse(1000, { variant: 'notBuilt', values: { operation: `metadata(${modelId.slice(0, 64)})` } })
}

interface SentPage {
  modelId?: string
  page?: number
  limit?: number
}

function decodePage({ modelId, ...asked }: SentPage) {
  requireDevices(modelId)
  return asked
}

/** How much of a row its own interface shows. */
const ofInterface = ['showFieldId', 'previewRelation']

const ListedDevice = Type.Object({ ...Device.properties, online: yesOrNo('Somebody is signed in there now.') })

const ownDevice = { deviceId: text('The device.') }

const lockRow = (path: string, summary: string, to: DeviceLock['to']): RestRow[] => {
  const lock = { id: text('The device.'), endTime: optionalNumber('When a suspension ends: milliseconds since 1970.') }
  return [
    row(`POST /api/v3/${path}-device`, setDeviceStatus, {
      summary,
      body: lock,
      decode: ({ body }) => ({ id: body.id, to, until: body.endTime }),
      result: doneResult,
      encode: done,
    }),
    row(`POST /api/v3/${path}-device-by-user`, setDeviceStatus, {
      summary: `${summary} of a person`,
      body: { id: lock.id, userId: text('Whose it is.'), endTime: lock.endTime },
      decode: ({ body }) => ({ id: body.id, userId: body.userId, to, until: body.endTime }),
      result: doneResult,
      encode: done,
    }),
  ]
}

export const deviceRows: RestRow[] = [
  row('POST /api/v3/create-device', registerDevice, {
    summary: 'Tell what device this is',
    // The clients send what they collected as one flat object; what has no field of its own is kept beside.
    body: {
      deviceUniqueId: text('What the client calls the device.'),
      type: optionalUnchecked('What kind of device.', { type: 'string' }),
      name: optionalUnchecked('What people call it.', { type: 'string' }),
      os: optionalUnchecked('Its operating system.', { type: 'string' }),
    },
    open: true,
    decode: ({ body: { deviceUniqueId: uniqueId, type, name, os, ...details } }) => ({
      uniqueId,
      type,
      name,
      os,
      details,
    }),
    result: shape({ id: word(), deviceUniqueId: word() }),
    encode: ({ id, uniqueId }) => ({ id, deviceUniqueId: uniqueId }),
  }),
  row('GET /api/v3/mydevices/list', listOwnDevices, {
    summary: 'List your own devices',
    query: page,
    decode: ({ query }) => ({ page: query.page, limit: query.limit ?? 50 }),
    result: Type.Array(OwnDevice),
    encode: (devices) => devices.map(encodeOwn),
  }),
  row('POST /api/v3/mydevices/unbind', forgetOwnDevice, {
    summary: 'Forget one of your own devices',
    body: ownDevice,
    decode: ({ body }) => ({ id: body.deviceId }),
    result: doneResult,
    encode: done,
  }),
  row('POST /api/v3/mydevices/revoke-session', signOutOwnDevice, {
    summary: 'Sign out one of your own devices',
    body: ownDevice,
    decode: ({ body }) => ({ id: body.deviceId }),
    result: doneResult,
    encode: done,
  }),

  row('POST /api/v3/metadata/filter', listDevices, {
    summary: 'List devices',
    body: { modelId, ...page },
    ignored: ofInterface,
    decode: ({ body }) => decodePage(body),
    result: pageResult(ListedDevice),
    encode: encodeList,
  }),
  row('POST /api/v3/get-user-devices', listDevices, {
    summary: 'List the devices of a person',
    query: { userId: text('The person.') },
    body: { modelId, ...page },
    ignored: ofInterface,
    decode: ({ query, body }) => ({ ...decodePage(body), userId: query.userId }),
    result: pageResult(ListedDevice),
    encode: encodeList,
  }),
  row('GET /api/v3/metadata/get-row', getDevice, {
    summary: 'Read a device',
    query: { modelId, rowId: text('The device.') },
    decode: ({ query }) => {
      requireDevices(query.modelId)
      return { id: query.rowId }
    },
    result: Device,
    encode: ({ device }) => encodeDevice(device),
  }),
  row('POST /api/v3/device-status', getDevice, {
    summary: 'Ask whether a device is locked',
    body: { id: text('The device.') },
    decode: ({ body }) => body,
    result: shape({
      status: Type.Enum(['activated', 'suspended', 'deactivated']),
      diffTime: Type.Optional(count('Milliseconds until a suspension ends.')),
    }),
    encode: encodeStatus,
  }),
  row('POST /api/v3/delete-device', forgetDevice, {
    summary: 'Delete a device',
    body: { id: text('The device.') },
    decode: ({ body }) => body,
    result: doneResult,
    encode: done,
  }),
  row('POST /api/v3/delete-device-by-user', forgetDevice, {
    summary: 'Delete a device of a person',
    body: { id: text('The device.'), userId: text('Whose it is.') },
    decode: ({ body }) => body,
    result: doneResult,
    encode: done,
  }),
  ...lockRow('enable', 'Unlock a device', 'enabled'),
  ...lockRow('disable', 'Lock a device', 'disabled'),
  ...lockRow('suspend', 'Lock a device for a time', 'suspended'),
]
