import type { Kysely } from 'kysely'
import { writeClosing } from './closing.ts'
import type { Reader, Tx } from './database.ts'
import type { NewJob } from './job-queue.ts'
import type { Notices } from './notices.ts'
import type { OutboxRow } from './outbox.ts'
import type { Tables } from './tables.gen.ts'
import { createTurns } from './turns.ts'

/** What a transaction may do besides its statements. */
export interface Work {
  tx: Tx
  /** Announces, with the commit and only with it, that what is cached under `topic` (`<kind>:<key>`) has changed. */
  changed(topic: string): void
  /** Tells, with the commit and only with it, what has happened. */
  emit(row: OutboxRow): void
  /** Queues, with the commit and only with it, what is to be done after it. Written last, with all of the above in one statement. */
  later(job: NewJob): void
}

/** The only opener of transactions. Its handles are values that are passed down, never found in the air. */
export interface UnitOfWork {
  reader: Reader
  /**
   * Runs `work` in one transaction: commits when it returns, undoes everything when it throws. `from` is whose request it is,
   * e.g. a network: one sender's never hold all connections, since many of them may wait for one row.
   */
  write<Result>(work: (work: Work) => Promise<Result>, from?: string): Promise<Result>
  /**
   * Runs exactly one statement, which PostgreSQL makes a transaction of its own: that spares two of three round trips.
   * What it changes is announced by the statement itself (`pg_notify`) under the same `topics`.
   */
  single<Result>(statement: (tx: Tx) => Promise<Result>, topics?: string[]): Promise<Result>
}

/** serialization_failure and deadlock_detected: the database chose this transaction as the loser; trying again is safe. */
const retryable = new Set(['40001', '40P01'])
const attempts = 4

/** `failed` is told why a write did not succeed; `mostOfOne` writes of one sender go on at once. */
export function createUnitOfWork(
  kysely: Kysely<Tables>,
  notices: Notices,
  mostOfOne: number,
  failed: (error: unknown) => void = () => {},
): UnitOfWork {
  const inTurn = createTurns(mostOfOne)

  async function once<Result>(work: (work: Work) => Promise<Result>): Promise<Result> {
    const topics = new Set<string>()
    const events: OutboxRow[] = []
    const jobs: NewJob[] = []
    const result = await kysely.transaction().execute(async (transaction) => {
      const tx = transaction as unknown as Tx
      const result = await work({
        tx,
        changed: (topic) => void topics.add(topic),
        emit: (row) => void events.push(row),
        later(job) {
          jobs.push(job)
          if (job.dueAt <= job.createdAt) topics.add(`job:${job.kind}`)
        },
      })
      await writeClosing(tx, { events, jobs, topics: [...topics] })
      return result
    })
    // Our own caches must not wait for the notice to come back: the caller may read what it wrote at once.
    for (const topic of topics) notices.deliver(topic)
    // This process has the news; others look around now and then for what a process that is gone has left.
    if (events.length > 0) notices.deliver('event:')
    return result
  }

  return {
    reader: kysely as unknown as Reader,
    async single(statement, topics = []) {
      const result = await statement(kysely as unknown as Tx).catch((error) => {
        failed(error)
        throw error
      })
      for (const topic of topics) notices.deliver(topic)
      return result
    },
    async write(work, from) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await inTurn(from, () => once(work))
        } catch (error) {
          failed(error)
          if (attempt === attempts || !retryable.has((error as { code?: string }).code ?? '')) throw error
        }
      }
    },
  }
}
