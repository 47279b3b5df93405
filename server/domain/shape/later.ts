import { newId } from '#platform/crypto/random.ts'
import type { NewJob } from '#platform/database/job-queue.ts'
import type { Task } from './task.ts'

export interface Queueing {
  /** Of what the work is about. Queued again, it is the same job, due when the later word says. A new one when left out. */
  id?: string
  /** As soon as possible when left out. */
  at?: Date
  /** The job's own number when left out. */
  attempts?: number
}

/** As much of a job (`job.ts`) as says what its payload is. */
interface Queueable<Payload> {
  kind: string
  attempts: number
  run(domain: never, task: Task<Payload, never>): unknown
}

/** Has work done after the commit, and never when there is none. The payload holds ids, and no secret. */
export type Later = <Payload extends object>(job: Queueable<Payload>, payload: Payload, queueing?: Queueing) => void

/** The `later` of one pool, or of none. */
export function laterOf(userPoolId: string | null, now: Date, put: (job: NewJob) => void): Later {
  return ({ kind, attempts: usual }, payload, { id = newId(now), at = now, attempts = usual } = {}) =>
    put({ userPoolId, kind, id, payload: JSON.stringify(payload), attempts, dueAt: at, createdAt: now })
}
