import type { Grounded } from '#domain/shape/domain.ts'
import type { Job } from '#domain/shape/job.ts'
import { type Later, laterOf } from '#domain/shape/later.ts'
import { findPlanned } from '#platform/database/job-queue.ts'

/** Work of no tenant that is due by the clock, under each of its names. */
export interface Recurring<Name extends string = string> extends Job<{ name: Name }, null> {
  names: readonly Name[]
  everyMs: number
}

/**
 * A job that queues the next of its name in the transaction that ends it, done or given up: so there is one of each name in the queue,
 * whatever the number of processes, and one that fails is not overtaken by its successor.
 */
export function recurring<Name extends string>(
  job: Job<{ name: Name }, null>,
  names: readonly Name[],
  everyMs: number,
): Recurring<Name> {
  const self: Recurring<Name> = {
    ...job,
    names,
    everyMs,
    async run(domain, task) {
      // Queued by a version that knew more names.
      if (!names.includes(task.payload.name)) return null
      const ending = await job.run(domain, task)
      if (ending === 'unfinished') return ending
      return async (work) => {
        await ending?.(work)
        queueNext(work.later, self, task.payload.name, domain.clock())
      }
    },
    async failed(work, task, failure) {
      await job.failed?.(work, task, failure)
      if (failure.dead) queueNext(work.later, self, task.payload.name, failure.now)
    },
  }
  return self
}

/** At the next full minute, hour or whatever it is: every process says the same, and one id is one job. */
function queueNext<Name extends string>(later: Later, job: Recurring<Name>, name: Name, now: Date): void {
  const at = new Date((Math.floor(now.getTime() / job.everyMs) + 1) * job.everyMs)
  later(job, { name }, { id: `${name} ${at.toISOString()}`, at })
}

/** Whether an id of `queueNext` is of this name, and of no time that only a clock that was wrong has called the next. */
function isNext(id: string, name: string, { everyMs }: Recurring, now: Date): boolean {
  // Clocks of processes may differ by one more.
  return id.startsWith(`${name} `) && Date.parse(id.slice(name.length + 1)) <= now.getTime() + 2 * everyMs
}

/**
 * Queues what does not stand in the queue: at the first start, whatever was lost, and what a clock that was ahead has put off until its
 * own time.
 */
export async function queueMissing<Name extends string>(
  { unit, clock }: Grounded,
  job: Recurring<Name>,
): Promise<void> {
  const planned = await findPlanned(unit.reader, job.kind)
  const now = clock()
  const missing = job.names.filter((name) => !planned.some((id) => isNext(id, name, job, now)))
  if (missing.length === 0) return
  await unit.write(async ({ later }) => {
    for (const name of missing) queueNext(laterOf(null, now, later), job, name, now)
  })
}
