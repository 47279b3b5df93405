import { Refusal } from '@menshen/contract/errors'
import type { Domain } from '#domain/shape/domain.ts'
import type { Situation } from '#domain/shape/situation.ts'
import { CoresBusy } from '#platform/core-queue.ts'
import { isUnavailable } from '#platform/database/failure.ts'
import type { Notices } from '#platform/database/notices.ts'
import type { Log } from '#platform/log.ts'
import { createLoop, type Loop } from '#platform/work/loop.ts'
import { leaseMs } from './begin.ts'
import type { FileRow, ImportJob } from './import-job.ts'
import { claimJob, deleteRows, findRows, insertRefusal, takeRow, updateJob } from './import-store.ts'
import { makePeople, type NumberedRow, refusedRow } from './make-people.ts'

/** Told at once of a new file; this is for one that another process has left. */
const everyMs = 5_000
const batch = 20

/**
 * Looks for files whose rows are put down and works through them, whichever process took them in. Stopped, it finishes the rows that
 * are under way; the rest is for whoever comes next.
 */
export function createImports(domain: Domain, notices: Notices, log: Log): Loop {
  const { unit, clock } = domain
  const loop = createLoop({
    everyMs,
    async round() {
      while (!loop.stopping) {
        const now = clock()
        const job = await unit.write(({ tx }) => claimJob(tx, now, new Date(now.getTime() + leaseMs)))
        if (!job) return
        if (job.status === 'reading') await giveUp(domain, job)
        else await goThrough(domain, job, () => loop.stopping)
      }
    },
    log,
    // The lease runs out, and somebody goes on where this one stopped.
    failed: 'a file of people could not be worked on',
  })
  notices.onChange('import-job', loop.nudge)
  return loop
}

/** Whoever was reading the file is gone, and the rest of it with them: none of its people are made. */
async function giveUp({ unit, clock }: Domain, job: ImportJob): Promise<void> {
  await unit.write(async ({ tx }) => {
    await deleteRows(tx, job)
    await updateJob(tx, job, { status: 'failed', finishedAt: clock() })
  })
}

async function goThrough(domain: Domain, job: ImportJob, isStopping: () => boolean): Promise<void> {
  const { unit, clock, tools } = domain
  const pool = await tools.directory.pool(job.userPoolId)
  if (!pool) return giveUp(domain, job)
  const caller = { kind: 'manager', userPoolId: pool.id } as const
  const situation: Situation = { pool, application: null, caller, client: { ip: '', userAgent: null }, origin: '' }
  for (;;) {
    const rows = await findRows(unit.look, job, batch)
    if (rows.length === 0) break
    if (isStopping()) return unit.write(({ tx }) => updateJob(tx, job, { leaseUntil: clock() }))
    await makeOrRefuse(
      domain,
      situation,
      job,
      rows.map(({ number, sealed }) => ({ number, row: JSON.parse(tools.seal.open('import row', sealed)) as FileRow })),
    )
    await unit.write(({ tx }) => updateJob(tx, job, { leaseUntil: new Date(clock().getTime() + leaseMs) }))
  }
  await unit.write(({ tx }) => updateJob(tx, job, { status: 'done', finishedAt: clock() }))
}

/** All at once; one by one where one of them turns out to be refused only when it is its turn, as the second of one name. */
async function makeOrRefuse(domain: Domain, situation: Situation, job: ImportJob, rows: NumberedRow[]): Promise<void> {
  try {
    await domain.callAt(makePeople, situation, { job, rows })
  } catch (error) {
    // Not the rows' fault: they stay where they are.
    if (error instanceof CoresBusy || isUnavailable(error)) throw error
    if (rows.length > 1) for (const row of rows) await makeOrRefuse(domain, situation, job, [row])
    else if (rows[0]) await refuseRow(domain, job, rows[0].number, error)
  }
}

function refuseRow(domain: Domain, job: ImportJob, number: number, error: unknown): Promise<void> {
  const refusal = error instanceof Refusal ? error : new Refusal(1000)
  return domain.unit.write(async ({ tx }) => {
    if (await takeRow(tx, job, number)) await insertRefusal(tx, job, refusedRow(number, refusal))
  })
}
