import type { Reader } from '#platform/database/database.ts'
import { countJobs, type Depth } from '#platform/database/job-queue.ts'
import type { Log } from '#platform/log.ts'
import { jobs } from './jobs.ts'

/** Work that has been due for so long is not being done: too few processes, or something that holds them up. */
const lateMs = 5 * 60_000
const mostCounted = 10_000

/** How much there is of each kind of work, of all pools: for the operator. Exact up to 10,000. */
export function queueDepth(reader: Reader, now: Date): Promise<Depth[]> {
  const kinds = jobs.map(({ kind }) => kind)
  return countJobs(reader, kinds, now, mostCounted)
}

/** Says in the log what waits for longer than it should. */
export async function warnOfWaitingWork(reader: Reader, now: Date, log: Log): Promise<void> {
  for (const { dueSince, ...depth } of await queueDepth(reader, now)) {
    if (!dueSince) continue
    const lateSeconds = Math.round((now.getTime() - dueSince.getTime()) / 1000)
    if (lateSeconds * 1000 > lateMs) log.warn({ ...depth, lateSeconds }, 'work in the queue waits')
  }
}
