import { type Selectable, sql } from 'kysely'
import type { Reader, Tx } from '#platform/database/database.ts'
import { expiring } from '#platform/database/expired-rows.ts'
import type { DeviceTable } from '#platform/database/tables.gen.ts'
import { isInUse } from '../session/session-store.ts'
import type { Device } from './device.ts'
import type { DeviceType } from './user-agent.ts'

export const deviceSweep = expiring('device')

function toDevice(row: Selectable<DeviceTable>): Device {
  return {
    id: row.id,
    userPoolId: row.user_pool_id,
    userId: row.user_id,
    type: row.type as DeviceType,
    name: row.name,
    browser: row.browser,
    os: row.os,
    userAgent: row.user_agent,
    uniqueId: row.unique_id,
    details: row.details,
    disabled: row.disabled,
    suspendedUntil: row.suspended_until,
    lastIp: row.last_ip,
    lastSeenAt: row.last_seen_at,
    createdAt: row.created_at,
  }
}

export async function findDevice(reader: Reader, userPoolId: string, id: string): Promise<Device | null> {
  const row = await reader
    .selectFrom('device')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? toDevice(row) : null
}

export async function findDeviceByUniqueId(
  reader: Reader,
  userPoolId: string,
  userId: string,
  uniqueId: string,
): Promise<Device | null> {
  const row = await reader
    .selectFrom('device')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('user_id', '=', userId)
    .where('unique_id', '=', uniqueId)
    .executeTakeFirst()
  return row ? toDevice(row) : null
}

/** A device as a list shows it. */
export interface ListedDevice extends Device {
  /** Whether somebody is signed in on it. */
  online: boolean
}

/** Devices of a person, or of everybody in the pool, the newest first. Skips `offset`: people have few, and administrators page. */
export async function findDevices(
  reader: Reader,
  { userPoolId, userId }: { userPoolId: string; userId: string | null },
  { offset, limit, now }: { offset: number; limit: number; now: Date },
): Promise<ListedDevice[]> {
  const rows = await reader
    .selectFrom('device')
    .selectAll('device')
    .select((query) =>
      query
        .exists(
          query
            .selectFrom('session')
            .select('session.id')
            .whereRef('session.user_pool_id', '=', 'device.user_pool_id')
            .whereRef('session.user_id', '=', 'device.user_id')
            .whereRef('session.device_id', '=', 'device.id')
            .where('session.kind', '<>', 'offline')
            .where('session.ended_at', 'is', null)
            .where('session.expires_at', '>', now)
            .where(isInUse(now)),
        )
        .as('online'),
    )
    .where('user_pool_id', '=', userPoolId)
    .$if(userId !== null, (query) => query.where('user_id', '=', userId as string))
    .orderBy('id', 'desc')
    .offset(offset)
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...toDevice(row), online: Boolean(row.online) }))
}

/** What a client says of the device that it runs on. */
export type DeviceDescription = Pick<Device, 'type' | 'name' | 'os' | 'uniqueId' | 'details'>

export type NewDevice = Pick<
  Device,
  'id' | 'userPoolId' | 'userId' | 'browser' | 'userAgent' | 'lastIp' | 'createdAt'
> &
  DeviceDescription & { expiresAt: Date }

export async function insertDevice(tx: Tx, device: NewDevice): Promise<void> {
  await tx
    .insertInto('device')
    .values({
      user_pool_id: device.userPoolId,
      id: device.id,
      user_id: device.userId,
      type: device.type,
      name: device.name,
      browser: device.browser,
      os: device.os,
      user_agent: device.userAgent,
      unique_id: device.uniqueId,
      details: JSON.stringify(device.details),
      last_ip: device.lastIp,
      last_seen_at: device.createdAt,
      created_at: device.createdAt,
      expires_at: device.expiresAt,
    })
    .execute()
}

export async function describeDevice(
  tx: Tx,
  userPoolId: string,
  id: string,
  described: DeviceDescription,
): Promise<void> {
  await tx
    .updateTable('device')
    .set({
      type: described.type,
      name: described.name,
      os: described.os,
      unique_id: described.uniqueId,
      details: JSON.stringify(described.details),
    })
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .execute()
}

/** Forgets a device; false when there is none of that person. */
export async function deleteDevice(tx: Tx, userPoolId: string, userId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('device')
    .where('user_pool_id', '=', userPoolId)
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

export async function setDeviceLock(
  tx: Tx,
  { userPoolId, id }: Pick<Device, 'userPoolId' | 'id'>,
  lock: Pick<Device, 'disabled' | 'suspendedUntil'>,
): Promise<void> {
  await tx
    .updateTable('device')
    .set({ disabled: lock.disabled, suspended_until: lock.suspendedUntil })
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .execute()
}

/** How many devices a pool or a person has, no further than `most`: nothing counts a whole table. */
export async function countDevices(
  reader: Reader,
  { userPoolId, userId }: { userPoolId: string; userId: string | null },
  most: number,
): Promise<number> {
  const row = await reader
    .selectFrom((query) =>
      query
        .selectFrom('device')
        .select('id')
        .where('user_pool_id', '=', userPoolId)
        .$if(userId !== null, (some) => some.where('user_id', '=', userId as string))
        .limit(most)
        .as('some'),
    )
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirst()
  return row?.count ?? 0
}

/** Forgets every device of a person. */
export async function deleteDevicesOf(tx: Tx, userPoolId: string, userId: string): Promise<void> {
  await tx.deleteFrom('device').where('user_pool_id', '=', userPoolId).where('user_id', '=', userId).execute()
}
