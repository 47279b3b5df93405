import { refuse } from '@menshen/contract/errors'
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
import { restDate } from '../../wire/user.ts'
import type { Parts } from '../parts.ts'
import { done, type Row, row } from '../row.ts'

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

/** Devices are asked for as one kind of row of a general store; no other kind is kept. */
function requireDevices(modelId: string | undefined): void {
  if (modelId !== undefined && !modelId.startsWith('device'))
    refuse(1000, { variant: 'notBuilt', values: { operation: `metadata(${modelId.slice(0, 64)})` } })
}

function decodePage({ body }: Parts) {
  // How much of a row its own interface shows.
  body.ignore(['showFieldId', 'previewRelation'])
  requireDevices(body.optionalText('modelId'))
  return { page: body.optionalNumber('page'), limit: body.optionalNumber('limit') }
}

function decodeOwn({ body }: Parts) {
  return { id: body.text('deviceId') }
}

/** The clients send what they collected as one flat object; what has no field of its own is kept beside. */
function decodeDescription({ body }: Parts) {
  const { deviceUniqueId: _id, type, name, os, ...details } = body.all()
  return { uniqueId: body.text('deviceUniqueId'), type, name, os, details }
}

function lockRow(path: string, to: DeviceLock['to'], ofUser: boolean): Row {
  return row(
    `POST /api/v3/${path}`,
    setDeviceStatus,
    ({ body }) => ({
      id: body.text('id'),
      userId: ofUser ? body.text('userId') : undefined,
      to,
      until: body.optionalNumber('endTime'),
    }),
    done,
  )
}

export const deviceRows: Row[] = [
  row('POST /api/v3/create-device', registerDevice, decodeDescription, ({ id, uniqueId }) => ({
    id,
    deviceUniqueId: uniqueId,
  })),
  row(
    'GET /api/v3/mydevices/list',
    listOwnDevices,
    ({ query }) => ({ page: query.optionalNumber('page'), limit: query.optionalNumber('limit') ?? 50 }),
    (devices) => devices.map(encodeOwn),
  ),
  row('POST /api/v3/mydevices/unbind', forgetOwnDevice, decodeOwn, done),
  row('POST /api/v3/mydevices/revoke-session', signOutOwnDevice, decodeOwn, done),

  row('POST /api/v3/metadata/filter', listDevices, decodePage, encodeList),
  row(
    'POST /api/v3/get-user-devices',
    listDevices,
    (parts) => ({ ...decodePage(parts), userId: parts.query.text('userId') }),
    encodeList,
  ),
  row(
    'GET /api/v3/metadata/get-row',
    getDevice,
    ({ query }) => {
      requireDevices(query.optionalText('modelId'))
      return { id: query.text('rowId') }
    },
    ({ device }) => encodeDevice(device),
  ),
  row('POST /api/v3/device-status', getDevice, ({ body }) => ({ id: body.text('id') }), encodeStatus),
  row('POST /api/v3/delete-device', forgetDevice, ({ body }) => ({ id: body.text('id') }), done),
  row(
    'POST /api/v3/delete-device-by-user',
    forgetDevice,
    ({ body }) => ({ id: body.text('id'), userId: body.text('userId') }),
    done,
  ),
  lockRow('enable-device', 'enabled', false),
  lockRow('disable-device', 'disabled', false),
  lockRow('suspend-device', 'suspended', false),
  lockRow('enable-device-by-user', 'enabled', true),
  lockRow('disable-device-by-user', 'disabled', true),
  lockRow('suspend-device-by-user', 'suspended', true),
]
