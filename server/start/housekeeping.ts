import { throwAwayDeletedPools } from '#domain/account/pool/delete.ts'
import type { FileStorage } from '#domain/people/file/file-storage.ts'
import { sweepFiles } from '#domain/people/file/sweep.ts'
import type { Clock } from '#platform/clock.ts'
import { deleteExpiredRows, type ExpiringTable } from '#platform/database/expired-rows.ts'
import type { UnitOfWork } from '#platform/database/unit-of-work.ts'
import type { Log } from '#platform/log.ts'
import { createLoop, type Loop } from '#platform/work/loop.ts'
import { warnOfWaitingWork } from '../work/queue-depth.ts'

const day = 86_400
const everyMs = 60_000

/** What is thrown away, and how many seconds after it expired. A session stays a while for people who ask when it was. */
const kept: Record<ExpiringTable, number> = {
  account_linking: 0,
  active_user: 0,
  audit_record: 0,
  application_user: 0,
  captcha: 0,
  device: 0,
  feedback: 0,
  import_job: 0,
  job: 0,
  limit_window: 0,
  login_record: 0,
  management_token: 0,
  message: 0,
  mfa_ticket: 0,
  mobile_sso_session: 0,
  mobile_sso_ticket: 0,
  monthly_usage: 0,
  oidc_artifact: 0,
  // The browser hears that its code is over, and not that there never was one.
  qr_code: 3_600,
  redeemed_challenge: 0,
  redeemed_proof: 0,
  revoked_token: 0,
  session: 30 * day,
  totp_enrolment: 0,
  // A code that came late is told apart from a wrong one for a while.
  verification_code: day,
  verification_ticket: day,
}

/** Throws away what has expired. A table that cannot be cleaned now is cleaned the next time. */
export async function cleanUp(unit: UnitOfWork, now: Date, log: Log): Promise<void> {
  for (const [table, seconds] of Object.entries(kept) as [ExpiringTable, number][]) {
    try {
      const deleted = await deleteExpiredRows(unit, table, new Date(now.getTime() - seconds * 1000))
      if (deleted > 0) log.debug({ table, deleted }, 'threw away expired rows')
    } catch (error) {
      log.warn({ err: error, table }, 'expired rows could not be thrown away')
    }
  }
}

/** Throws away uploads that nobody uses. While the storage is away they stay, and are found the next time. */
export async function cleanUpFiles(unit: UnitOfWork, storage: FileStorage, now: Date, log: Log): Promise<void> {
  try {
    const deleted = await sweepFiles(unit, storage, now)
    if (deleted > 0) log.debug({ deleted }, 'threw away unused files')
  } catch (error) {
    log.warn({ err: error }, 'unused files could not be thrown away')
  }
}

/** Throws away what is left of deleted user pools, their files first. */
async function cleanUpPools(unit: UnitOfWork, now: Date, log: Log): Promise<void> {
  try {
    const gone = await throwAwayDeletedPools(unit, now)
    if (gone > 0) log.info({ gone }, 'threw away deleted user pools')
  } catch (error) {
    log.warn({ err: error }, 'deleted user pools could not be thrown away')
  }
}

export interface HousekeepingGround {
  unit: UnitOfWork
  clock: Clock
  log: Log
  storage: FileStorage
}

/** Cleans up once a minute, and looks whether work waits. */
export function startHousekeeping({ unit, clock, log, storage }: HousekeepingGround): Pick<Loop, 'stop'> {
  const loop = createLoop({
    everyMs,
    async round() {
      await cleanUp(unit, clock(), log)
      await cleanUpPools(unit, clock(), log)
      await cleanUpFiles(unit, storage, clock(), log)
      await warnOfWaitingWork(unit.look, clock(), log)
    },
    log,
    failed: 'cleaning up was broken off',
    atOnce: false,
  })
  loop.start()
  return loop
}
