import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { Reader, Tx } from './database.ts'
import { reading } from './reading.ts'
import type { JobTable } from './tables.gen.ts'

/** What is to be done after the commit. */
export interface NewJob {
  /** Null: of the installation itself. */
  userPoolId: string | null
  kind: string
  /** Of what the work is about: of one kind and id there is one job. */
  id: string
  /** JSON text. Ids, and never a secret. */
  payload: string
  /** How often it is tried. */
  attempts: number
  dueAt: Date
  createdAt: Date
}

/**
 * The statements that queue them, whatever their number: one for those of pools, one for those of none. One that is queued already is
 * due when the later word says, unless somebody is at it, or it was given up.
 */
export function queueing(jobs: readonly NewJob[]): RawBuilder<unknown>[] {
  const ofPools = jobs.filter(({ userPoolId }) => userPoolId !== null)
  const ofNone = jobs.filter(({ userPoolId }) => userPoolId === null)
  return [
    ...(ofPools.length > 0 ? [inserting(ofPools, sql`(user_pool_id, kind, id)`)] : []),
    ...(ofNone.length > 0 ? [inserting(ofNone, sql`(kind, id) WHERE user_pool_id IS NULL`)] : []),
  ]
}

function inserting(jobs: readonly NewJob[], same: RawBuilder<unknown>): RawBuilder<unknown> {
  const texts = (name: 'userPoolId' | 'kind' | 'id' | 'payload') => jobs.map((job) => job[name])
  return sql`
    INSERT INTO job (user_pool_id, kind, id, payload, attempts_left, due_at, created_at)
    SELECT user_pool_id, kind, id, payload::jsonb, attempts, due_at, created_at
    FROM unnest(${texts('userPoolId')}::text[], ${texts('kind')}::text[], ${texts('id')}::text[],
      ${texts('payload')}::text[], ${jobs.map(({ attempts }) => attempts)}::integer[],
      ${jobs.map(({ dueAt }) => dueAt)}::timestamptz[], ${jobs.map(({ createdAt }) => createdAt)}::timestamptz[])
      AS given (user_pool_id, kind, id, payload, attempts, due_at, created_at)
    ON CONFLICT ${same} DO UPDATE SET due_at = excluded.due_at
    WHERE NOT job.running AND job.expires_at IS NULL`
}

/** A job on which this process works, until its lease ends. */
export interface ClaimedJob {
  /** Its row. */
  key: string
  userPoolId: string | null
  kind: string
  id: string
  payload: unknown
  /** The how-manieth try this is. */
  attempt: number
  /** Tries after this one. Below zero when nobody came back from the last of them. */
  attemptsLeft: number
}

export interface Claim {
  kind: string
  now: Date
  leaseUntil: Date
  max: number
  /** Pools whose jobs have to wait. */
  butOf: readonly string[]
}

/** Takes what is due, oldest first, so that nobody else does before `leaseUntil`. One statement. */
export async function claimJobs(tx: Tx, { kind, now, leaseUntil, max, butOf }: Claim): Promise<ClaimedJob[]> {
  const { rows } = await sql<Selectable<JobTable>>`
    UPDATE job SET attempts = attempts + 1, attempts_left = attempts_left - 1, running = true, due_at = ${leaseUntil}
    WHERE key IN (
      SELECT key FROM job
      WHERE kind = ${kind} AND due_at <= ${now} AND (user_pool_id IS NULL OR user_pool_id <> ALL (${butOf}::text[]))
      ORDER BY due_at LIMIT ${max} FOR UPDATE SKIP LOCKED
    ) RETURNING *`.execute(tx)
  return rows.map(({ key, user_pool_id, kind, id, payload, attempts, attempts_left }) => ({
    key,
    userPoolId: user_pool_id,
    kind,
    id,
    payload,
    attempt: attempts,
    attemptsLeft: attempts_left,
  }))
}

type Held = Pick<ClaimedJob, 'key' | 'attempt'>

/** A job that is done. False when the lease ended and another has taken it up: it is theirs, and so is what comes of it. */
export async function endJob(tx: Tx, { key, attempt }: Held): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('job')
    .where('key', '=', key)
    .where('attempts', '=', attempt)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

export interface JobChange {
  dueAt: Date
  running: boolean
  attemptsLeft?: number
  failure?: string
}

/** Puts a job off, hands it back or renews its lease. False as above. */
export async function changeJob(tx: Tx, held: Held, change: JobChange): Promise<boolean> {
  const { dueAt, running, attemptsLeft, failure } = change
  const { numUpdatedRows } = await tx
    .updateTable('job')
    .set({
      due_at: dueAt,
      running,
      ...(attemptsLeft !== undefined && { attempts_left: attemptsLeft }),
      ...(failure !== undefined && { failure }),
    })
    .where('key', '=', held.key)
    .where('attempts', '=', held.attempt)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Gives a job up. It stays until `expiresAt`, for people who look into it. False as above. */
export async function buryJob(tx: Tx, held: Held, failure: string, expiresAt: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('job')
    .set({ due_at: sql<Date>`'infinity'`, running: false, failure, expires_at: expiresAt })
    .where('key', '=', held.key)
    .where('attempts', '=', held.attempt)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** How much of one kind there is: exact for up to `max` that wait or run, and as many dead. */
export interface Depth {
  kind: string
  /** Due, or due later. */
  waiting: number
  running: number
  /** Given up, and not thrown away yet. */
  dead: number
  /** Since when the one that is to be taken up first has been due; null when nothing is due. */
  dueSince: Date | null
}

const depths = reading<Depth>(`
  SELECT name AS kind, waiting, running, dead, "dueSince" FROM unnest($1::text[]) AS known (name),
    LATERAL (SELECT count(*) FILTER (WHERE NOT running)::int AS waiting, count(*) FILTER (WHERE running)::int AS running
      FROM (SELECT running FROM job WHERE kind = name AND due_at < 'infinity' ORDER BY due_at LIMIT $3) AS live) AS live,
    LATERAL (SELECT count(*)::int AS dead
      FROM (SELECT FROM job WHERE kind = name AND due_at = 'infinity' LIMIT $3) AS dead) AS dead,
    LATERAL (SELECT min(due_at) AS "dueSince" FROM job WHERE kind = name AND due_at <= $2) AS due`)

export function countJobs(reader: Reader, kinds: readonly string[], now: Date, max: number): Promise<Depth[]> {
  return depths(reader, [kinds, now, max])
}

/** Which work of no pool, of one kind, stands in the queue and is not given up. */
export async function findPlanned(reader: Reader, kind: string): Promise<string[]> {
  const rows = await reader
    .selectFrom('job')
    .select('id')
    .where('kind', '=', kind)
    .where('user_pool_id', 'is', null)
    .where('due_at', '<', sql<Date>`'infinity'`)
    .execute()
  return rows.map(({ id }) => id)
}
