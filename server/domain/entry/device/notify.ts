import { type Language, Refusal } from '@menshen/contract/errors'
import { addressedAs } from '#domain/messaging/message/addressed-as.ts'
import { enqueue, type Prepared } from '#domain/messaging/message/enqueue.ts'
import { prepareMail } from '#domain/messaging/message/prepare-mail.ts'
import { laterOf } from '#domain/shape/later.ts'
import type { Tools } from '#domain/shape/tools.ts'
import type { Clock } from '#platform/clock.ts'
import type { Notices } from '#platform/database/notices.ts'
import type { UnitOfWork } from '#platform/database/unit-of-work.ts'
import type { Log } from '#platform/log.ts'
import { createLoop, type Loop } from '#platform/work/loop.ts'
import { type DueNotice, findDueNotices, takeNotice } from './device-store.ts'

export interface NoticeGround {
  unit: UnitOfWork
  notices: Notices
  tools: Tools
  clock: Clock
  log: Log
}

const batch = 50
/** For what a process that is gone had not written yet. */
const lookEveryMs = 30_000

/** Writes to people about new devices, after the sign-in and out of its way. */
export function createDeviceNotices(ground: NoticeGround): Loop {
  const { unit, notices, log } = ground
  const loop = createLoop({
    everyMs: lookEveryMs,
    async round() {
      for (let found = batch; !loop.stopping && found === batch; ) {
        const due = await findDueNotices(unit.look, batch)
        for (const notice of due) await write(ground, notice)
        found = due.length
      }
    },
    log,
    failed: 'mails about new devices could not be written',
  })
  notices.onChange('new-device', loop.nudge)
  return loop
}

/** Whoever takes the notice also enqueues the mail, in one transaction: of several processes one does, and once. */
async function write(ground: NoticeGround, due: DueNotice): Promise<void> {
  const mail = await prepare(ground, due)
  await ground.unit.write(async ({ tx, later: put }) => {
    const later = laterOf(due.device.userPoolId, ground.clock(), put)
    if ((await takeNotice(tx, due.device)) && mail) await enqueue({ tx, later }, mail)
  })
}

/** Null when there is nobody to write to any more, or when the pool has switched the mail off or broken its template. */
async function prepare({ unit, tools, clock }: NoticeGround, due: DueNotice): Promise<Prepared | null> {
  const { device, language, applicationId } = due
  const { directory } = tools
  const pool = await directory.pool(device.userPoolId)
  const user = await directory.user(device.userPoolId, device.userId)
  if (!pool || !user?.email) return null
  const application = applicationId ? await directory.application(applicationId) : null
  const client = { ip: device.lastIp ?? '', userAgent: device.userAgent }
  const before = { look: unit.look, now: clock(), tools, pool, application, client, origin: '' }
  const nobody = { caller: { kind: 'anonymous' } as const, language: language as Language }
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
