import { sql } from 'kysely'
import type { Tx } from './database.ts'
import { type NewJob, queueing } from './job-queue.ts'
import { channel } from './notices.ts'
import { type OutboxRow, puttingOut } from './outbox.ts'

/** What goes with a commit. */
export interface Closing {
  events: readonly OutboxRow[]
  jobs: readonly NewJob[]
  topics: readonly string[]
}

/** Writes it in one statement, whatever there is of it: one round trip. */
export async function writeClosing(tx: Tx, { events, jobs, topics }: Closing): Promise<void> {
  const parts = [
    ...(events.length > 0 ? [sql`told AS (${puttingOut(events)})`] : []),
    ...queueing(jobs).map((statement, at) => sql`${sql.ref(`queued_${at}`)} AS (${statement})`),
  ]
  const announced = sql`SELECT pg_notify(${channel}, topic) FROM unnest(${topics}::text[]) AS topic`
  if (parts.length > 0) await sql`WITH ${sql.join(parts)} ${announced}`.execute(tx)
  else if (topics.length > 0) await announced.execute(tx)
}
