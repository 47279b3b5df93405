import type { ClaimedJob } from '#platform/database/job-queue.ts'

/** A job as the one who works on it sees it. */
export interface Task<Payload, Pool extends string | null = string> extends Pick<ClaimedJob, 'id' | 'attempt'> {
  userPoolId: Pool
  payload: Payload
  /** Whether to leave the rest to the next process. */
  readonly stopping: boolean
  /** For long work that gets on: the lease begins again, and so do the tries. Throws when the job is another's by now: leave off. */
  extend(): Promise<void>
}
