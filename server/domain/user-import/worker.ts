import { Refusal } from '@menshen/contract/errors'
import { isUnavailable } from '#platform/database/failure.ts'
import type { Notices } from '#platform/database/notices.ts'
import type { Log } from '#platform/log.ts'
import { HasherBusy } from '#platform/password-hasher.ts'
import type { Domain } from '../domain.ts'
import { createUser, type UserCreation } from '../user/create.ts'
import type { Situation, Verb } from '../verb.ts'
import { leaseMs } from './begin.ts'
import type { FileRow, ImportJob } from './import-job.ts'
import { claimJob, deleteRows, findRows, insertRefusal, takeRow, updateJob } from './import-store.ts'
import { readRow } from './read-row.ts'

/** Told at once of a new file; this is for one that another process has left. */
const everyMs = 5_000
const batch = 20

export interface Imports {
  start(): void
  /** Finishes the row that is under way; the rest is for whoever comes next. */
  stop(): Promise<void>
}

type RowInput = { job: ImportJob; number: number; row: FileRow }
type Prepared = Parameters<typeof createUser.run>[1]

/** Makes one person, unless another process has dealt with the row: both in one transaction. */
const importRow: Verb<RowInput, void, { input: RowInput; seen: Prepared }> = {
  name: 'user-import.row',
  admits: 'manager',
  async prepare(before, input) {
    const creation: UserCreation = readRow(input.row)
    return { input, seen: await createUser.prepare(before, creation) }
  },
  async run(context, { input: { job, number }, seen }) {
    if (await takeRow(context.tx, job, number)) await createUser.run(context, seen)
  },
}

/** Looks for files whose rows are put down and works through them, whichever process took them in. */
export function createImports(domain: Domain, notices: Notices, log: Log): Imports {
  let timer: NodeJS.Timeout | undefined
  let stopping = false
  let round = Promise.resolve()

  async function work(): Promise<void> {
    const { unit, clock } = domain
    while (!stopping) {
      const now = clock()
      const job = await unit.write(({ tx }) => claimJob(tx, now, new Date(now.getTime() + leaseMs)))
      if (!job) return
      if (job.status === 'reading') await giveUp(domain, job)
      else await goThrough(domain, job, () => stopping)
    }
  }

  const look = () => {
    round = round
      .then(work)
      // The lease runs out, and somebody goes on where this one stopped.
      .catch((error) => log.warn({ err: error }, 'a file of people could not be worked on'))
  }
  notices.onChange('import-job', () => timer && look())
  return {
    start() {
      timer = setInterval(look, everyMs)
      timer.unref()
      look()
    },
    async stop() {
      stopping = true
      clearInterval(timer)
      await round
    },
  }
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
    for (const { number, sealed } of rows) {
      if (isStopping()) return unit.write(({ tx }) => updateJob(tx, job, { leaseUntil: clock() }))
      const row = JSON.parse(tools.seal.open('import row', sealed)) as FileRow
      await makeOrRefuse(domain, situation, { job, number, row })
    }
    await unit.write(({ tx }) => updateJob(tx, job, { leaseUntil: new Date(clock().getTime() + leaseMs) }))
  }
  await unit.write(({ tx }) => updateJob(tx, job, { status: 'done', finishedAt: clock() }))
}

async function makeOrRefuse(domain: Domain, situation: Situation, input: RowInput): Promise<void> {
  const { job, number } = input
  try {
    await domain.callAt(importRow, situation, input)
  } catch (error) {
    // Not the row's fault: it stays where it is.
    if (error instanceof HasherBusy || isUnavailable(error)) throw error
    const refusal = error instanceof Refusal ? error : new Refusal(1000)
    const details = { variant: refusal.variant, values: refusal.values }
    await domain.unit.write(async ({ tx }) => {
      if (await takeRow(tx, job, number)) await insertRefusal(tx, job, { row: number, code: refusal.code, details })
    })
  }
}
