import { type Language, Refusal } from '@menshen/contract/errors'
import { addressedAs } from '#domain/messaging/message/addressed-as.ts'
import { enqueue, type Prepared } from '#domain/messaging/message/enqueue.ts'
import { prepareMail } from '#domain/messaging/message/prepare-mail.ts'
import type { Grounded } from '#domain/shape/domain.ts'
import type { Job } from '#domain/shape/job.ts'
import { doubling } from '#platform/work/backoff.ts'
import type { Device } from './device.ts'
import { findDevice } from './device-store.ts'

/** A sign-in on a new device, of which its owner is to be told. The job's id is the device's. */
interface NewDevice {
  language: Language
  applicationId: string | null
}

/** Writes to people about new devices, after the sign-in and out of its way. */
export const noticeNewDevice: Job<NewDevice> = {
  kind: 'device-notice',
  attempts: 10,
  backoff: doubling(30_000, 3_600_000),
  leaseMs: 60_000,
  most: 20,
  mostOfPool: 5,
  async run(domain, { userPoolId, id, payload }) {
    const device = await findDevice(domain.unit.reader, userPoolId, id)
    const mail = device && (await prepare(domain, device, payload))
    return mail && ((work) => enqueue(work, mail))
  },
}

/** Null when there is nobody to write to any more, or when the pool has switched the mail off or broken its template. */
async function prepare(
  { unit, ports, clock }: Grounded,
  device: Device,
  { language, applicationId }: NewDevice,
): Promise<Prepared | null> {
  const { cached } = ports
  const pool = await cached.pool(device.userPoolId)
  const user = await cached.user(device.userPoolId, device.userId)
  if (!pool || !user?.email) return null
  const application = applicationId ? await cached.application(applicationId) : null
  const client = { ip: device.lastIp ?? '', userAgent: device.userAgent }
  const before = { reader: unit.reader, now: clock(), ports, pool, application, client, origin: '' }
  const nobody = { caller: { kind: 'anonymous' } as const, language }
  const values = {
    user_name: addressedAs(user, user.email),
    time: device.createdAt,
    device: device.name || '-',
    ip: device.lastIp ?? '-',
  }
  try {
    return await prepareMail(
      { ...before, ...nobody },
      { to: user.email, template: 'NEW_DEVICE', awaited: false, lifetimeSeconds: null, values },
    )
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}
