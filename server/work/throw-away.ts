import type { Grounded } from '#domain/shape/domain.ts'
import type { Job } from '#domain/shape/job.ts'
import type { GoOn, Sweep } from '#domain/shape/sweep.ts'
import { doubling } from '#platform/work/backoff.ts'
import { recurring } from './schedule.ts'
import { type Floor, sweeps } from './sweeps.ts'

const minute = 60_000

interface Thrown {
  gone: number
  /** It was told to leave the rest. */
  unfinished: boolean
}

/**
 * Throws away what is too old, batch by batch; `goOn` is asked between two of them. One that fails holds up none of the others, and is
 * what is thrown when they are through.
 */
export async function throwAway(
  domain: Grounded,
  list: readonly Sweep[],
  now: Date,
  goOn: GoOn = async () => true,
): Promise<Thrown> {
  const failures: string[] = []
  let gone = 0
  for (const sweep of list) {
    try {
      for (let more = true; more; ) {
        const done = await sweep.batch(domain, now, goOn)
        gone += done.gone
        more = done.more
        if (more && !(await goOn())) return { gone, unfinished: true }
      }
    } catch (error) {
      failures.push(`${sweep.name}: ${error instanceof Error ? error.message : 'no reason given'}`)
    }
  }
  if (failures.length > 0) throw new Error(failures.join('; '))
  return { gone, unfinished: false }
}

const sweepFloor: Job<{ name: Floor }, null> = {
  kind: 'sweep',
  attempts: 10,
  backoff: doubling(10_000, 60 * minute),
  // One batch, or one step of a long one, takes seconds.
  leaseMs: 15 * minute,
  most: 2,
  mostOfPool: 2,
  async run(domain, task) {
    const goOn = async () => {
      if (!task.stopping) await task.extend()
      return !task.stopping
    }
    const { unfinished } = await throwAway(domain, sweeps[task.payload.name], domain.clock(), goOn)
    return unfinished ? 'unfinished' : null
  },
}

/** Throws away what has expired, once a minute, each floor's for itself. */
export const sweepFloors = recurring(sweepFloor, Object.keys(sweeps) as Floor[], minute)
