import type { Work } from '#platform/database/unit-of-work.ts'
import type { Grounded } from './domain.ts'
import type { Later } from './later.ts'
import type { Task } from './task.ts'

/**
 * One kind of work that is done after the commit, by the first free process, at least once. `Pool` is null for work of the
 * installation, which belongs to no pool.
 */
export interface Job<Payload, Pool extends string | null = string> {
  /** Its name in the queue: what is queued under it outlives the program that queued it. */
  kind: string
  /** How often it is tried, unless another number is queued with it. */
  attempts: number
  /** Milliseconds to wait after so many tries. */
  backoff(attempt: number): number
  /** Longer than a try may take without `extend`; after it the process counts as gone, and another tries. */
  leaseMs: number
  /** How many at once in a process. */
  most: number
  /** And of those of one pool, which may have twice as many for a moment. */
  mostOfPool: number
  /**
   * A try, outside any transaction. What it returns is written in the transaction that ends the job, and only there: so it is
   * written once, even if others tried too. `unfinished` hands the job back at once, to the next process: for a server that stops.
   * What it throws is a try that failed.
   */
  run(domain: Grounded, task: Task<Payload, Pool>): Promise<Ending | 'unfinished' | null>
  /** What else is written with a try that failed. */
  failed?(work: JobWork, task: Task<Payload, Pool>, failure: JobFailure & { dead: boolean; now: Date }): Promise<void>
  /** What is kept of what was thrown. Left out: its message, and it is tried again. */
  describe?(error: unknown): JobFailure
}

type Ending = (work: JobWork) => Promise<void>

/** What may be written with the end of a try. */
export type JobWork = Pick<Work, 'tx' | 'changed'> & { later: Later }

/** `text` holds no secret. `permanent`: no further try would do better. */
export interface JobFailure {
  text: string
  permanent: boolean
}
