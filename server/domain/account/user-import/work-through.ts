import { Refusal } from '@menshen/contract/errors'
import type { Grounded } from '#domain/shape/domain.ts'
import type { Job, JobWork } from '#domain/shape/job.ts'
import type { RequestContext } from '#domain/shape/request-context.ts'
import type { Task } from '#domain/shape/task.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import { CoresBusy } from '#platform/core-queue.ts'
import type { Tx } from '#platform/database/database.ts'
import { isUnavailable } from '#platform/database/failure.ts'
import { doubling } from '#platform/work/backoff.ts'
import type { FileRow, ImportJob } from './import-job.ts'
import { deleteRows, findJob, findRows, insertRefusal, takeRow, updateJob } from './import-store.ts'
import { makePeople, type NumberedRow, refusedRow } from './make-people.ts'

const batch = 20

/** Makes people of the rows that are put down. Handed back between two batches when the server stops; the rows are its place in the file. */
export const workThrough: Job<object> = {
  kind: 'user-import',
  attempts: 30,
  backoff: doubling(15_000, 600_000),
  leaseMs: 60_000,
  most: 2,
  mostOfPool: 1,
  async run(domain, task) {
    const job = await findJob(domain.unit.reader, task)
    if (job?.status === 'reading') return (work) => giveUpReading(work, job, domain.clock())
    if (job?.status !== 'running') return null
    const pool = await domain.ports.cached.pool(job.userPoolId)
    if (!pool) return ({ tx }) => giveUp(tx, job, domain.clock())
    if (!(await goThrough(domain, pool, job, task))) return 'unfinished'
    return async ({ tx }) =>
      void (await updateJob(tx, job, ['running'], { status: 'done', finishedAt: domain.clock() }))
  },
  async failed({ tx }, job, { dead, now }) {
    if (dead) await giveUp(tx, job, now)
  },
}

type JobKey = Pick<ImportJob, 'userPoolId' | 'id'>

/** None of the people that are left in the file are made. */
async function giveUp(tx: Tx, job: JobKey, now: Date): Promise<void> {
  await deleteRows(tx, job)
  await updateJob(tx, job, ['reading', 'running'], { status: 'failed', finishedAt: now })
}

/** The server that read the file is gone, and the rest of the file with it; unless it has reached the end meanwhile. */
async function giveUpReading({ tx, later }: JobWork, job: ImportJob, now: Date): Promise<void> {
  if (await updateJob(tx, job, ['reading'], { status: 'failed', finishedAt: now })) await deleteRows(tx, job)
  else later(workThrough, {}, { id: job.id })
}

/** False when the server stops before the end. */
async function goThrough(domain: Grounded, pool: UserPool, job: ImportJob, task: Task<object>): Promise<boolean> {
  const { unit, ports } = domain
  const caller = { kind: 'manager', userPoolId: pool.id } as const
  const requestContext: RequestContext = {
    pool,
    application: null,
    caller,
    client: { ip: '', userAgent: null },
    origin: '',
  }
  for (;;) {
    const rows = await findRows(unit.reader, job, batch)
    if (rows.length === 0) return true
    if (task.stopping) return false
    await makeOrRefuse(
      domain,
      requestContext,
      job,
      rows.map(({ number, sealed }) => ({ number, row: JSON.parse(ports.seal.open('import row', sealed)) as FileRow })),
    )
    await task.extend()
  }
}

/** All at once; one by one where one of them turns out to be refused only when it is its turn, as the second of one name. */
async function makeOrRefuse(
  domain: Grounded,
  requestContext: RequestContext,
  job: ImportJob,
  rows: NumberedRow[],
): Promise<void> {
  try {
    await domain.callAt(makePeople, requestContext, { job, rows })
  } catch (error) {
    // Not the rows' fault: they stay where they are.
    if (error instanceof CoresBusy || isUnavailable(error)) throw error
    if (rows.length > 1) for (const row of rows) await makeOrRefuse(domain, requestContext, job, [row])
    else if (rows[0]) await refuseRow(domain, job, rows[0].number, error)
  }
}

function refuseRow(domain: Grounded, job: ImportJob, number: number, error: unknown): Promise<void> {
  const refusal = error instanceof Refusal ? error : new Refusal(1000)
  return domain.unit.write(async ({ tx }) => {
    if (await takeRow(tx, job, number)) await insertRefusal(tx, job, refusedRow(number, refusal))
  })
}
