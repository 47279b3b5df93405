import type { Grounded } from '#domain/shape/domain.ts'
import type { JobFailure, JobWork } from '#domain/shape/job.ts'
import { laterOf } from '#domain/shape/later.ts'
import type { Task } from '#domain/shape/task.ts'
import { buryJob, type ClaimedJob, changeJob, endJob } from '#platform/database/job-queue.ts'
import type { Log } from '#platform/log.ts'
import type { AnyJob } from './jobs.ts'

const day = 86_400_000
/** How long what was given up is kept. */
const keptMs = 30 * day
/** A try that nobody came back from need not be the job's fault, so there are some more; but it may end the process each time. */
const spared = 2

export interface Performing {
  domain: Grounded
  log: Log
  isStopping(): boolean
}

/** The lease ended, and another has taken the job up: what comes of it is written there. */
class LeaseLost extends Error {}

/** Tries a job that was claimed, and writes down what came of it. Never throws. */
export async function perform(ground: Performing, job: AnyJob, claimed: ClaimedJob): Promise<void> {
  const task = taskOf(ground, job, claimed)
  try {
    if (claimed.attemptsLeft < -spared) throw new Error('nobody came back from the last tries')
    const ending = await job.run(ground.domain, task)
    if (ending === 'unfinished') await handBack(ground.domain, claimed)
    else await settle(ground.domain, claimed, endJob, ending)
  } catch (error) {
    await fail(ground, job, { claimed, task, error })
  }
}

function taskOf({ domain, isStopping }: Performing, job: AnyJob, claimed: ClaimedJob): Task<object, string | null> {
  const { userPoolId, id, attempt, payload } = claimed
  return {
    userPoolId,
    id,
    attempt,
    payload: payload as object,
    get stopping() {
      return isStopping()
    },
    async extend() {
      const dueAt = new Date(domain.clock().getTime() + job.leaseMs)
      const renewed = { dueAt, running: true, attemptsLeft: job.attempts }
      if (!(await domain.unit.single((tx) => changeJob(tx, claimed, renewed)))) throw new LeaseLost()
    },
  }
}

/** Not a try that failed: it is given back as it was. */
function handBack({ unit, clock }: Grounded, claimed: ClaimedJob): Promise<boolean> {
  const back = { dueAt: clock(), running: false, attemptsLeft: claimed.attemptsLeft + 1 }
  return unit.single((tx) => changeJob(tx, claimed, back))
}

/** Writes what becomes of the job, and what goes with it, in one transaction. Throws when it is another's by now. */
function settle(
  { unit, clock }: Grounded,
  claimed: ClaimedJob,
  change: (tx: JobWork['tx'], claimed: ClaimedJob) => Promise<boolean>,
  write: ((work: JobWork) => Promise<void>) | null,
): Promise<void> {
  return unit.write(async ({ tx, changed, later }) => {
    if (!(await change(tx, claimed))) throw new LeaseLost()
    await write?.({ tx, changed, later: laterOf(claimed.userPoolId, clock(), later) })
  })
}

interface Failed {
  claimed: ClaimedJob
  task: Task<object, string | null>
  error: unknown
}

async function fail({ domain, log }: Performing, job: AnyJob, { claimed, task, error }: Failed): Promise<void> {
  const { userPoolId, kind, id, attempt } = claimed
  const named = { userPoolId, kind, job: id, attempt }
  if (error instanceof LeaseLost) return log.warn(named, 'a job took longer than its lease, and is another process’s')
  const { text, permanent } = (job.describe ?? describe)(error)
  const dead = permanent || claimed.attemptsLeft <= 0
  log.warn({ ...named, failure: text }, dead ? 'a job was given up' : 'a job failed and is tried again')
  const now = domain.clock()
  const put: typeof endJob = (tx, held) =>
    dead
      ? buryJob(tx, held, text, new Date(now.getTime() + keptMs))
      : changeJob(tx, held, { dueAt: new Date(now.getTime() + job.backoff(attempt)), running: false, failure: text })
  const outcome = { text, permanent, dead, now }
  await settle(domain, claimed, put, async (work) => job.failed?.(work, task, outcome)).catch((cause) =>
    // The lease ends by itself, and somebody tries again.
    log.warn({ ...named, err: cause }, 'what came of a job could not be written down'),
  )
}

function describe(error: unknown): JobFailure {
  const text = error instanceof Error ? error.message : 'no reason given'
  return { text: text.slice(0, 500), permanent: false }
}
