import { type RawBuilder, sql } from 'kysely'
import type { Tx } from './database.ts'

/** A row of the outbox: something that others are to be told once the transaction has committed. */
export interface OutboxRow {
  userPoolId: string
  id: string
  name: string
  /** JSON text. */
  body: string
  dueAt: Date
}

/** The statement that writes rows, whatever their number. */
export function puttingOut(rows: readonly OutboxRow[]): RawBuilder<unknown> {
  const column = (name: 'userPoolId' | 'id' | 'name' | 'body') => rows.map((row) => row[name])
  return sql`
    INSERT INTO event_outbox (user_pool_id, id, name, body, due_at)
    SELECT user_pool_id, id, name, body::jsonb, due_at
    FROM unnest(${column('userPoolId')}::text[], ${column('id')}::text[], ${column('name')}::text[],
      ${column('body')}::text[], ${rows.map(({ dueAt }) => dueAt)}::timestamptz[])
      AS given (user_pool_id, id, name, body, due_at)`
}

export interface DueRow extends Omit<OutboxRow, 'body'> {
  body: unknown
  attempts: number
}

/** Takes rows that are due out, oldest first: with the transaction, and no other takes the same. */
export async function takeDueRows(tx: Tx, now: Date, max: number): Promise<DueRow[]> {
  const { rows } = await sql<{
    user_pool_id: string
    id: string
    name: string
    body: unknown
    attempts: number
    due_at: Date
  }>`
    DELETE FROM event_outbox WHERE (user_pool_id, id) IN (
      SELECT user_pool_id, id FROM event_outbox WHERE due_at <= ${now}
      ORDER BY due_at, id LIMIT ${max} FOR UPDATE SKIP LOCKED
    ) RETURNING user_pool_id, id, name, body, attempts, due_at`.execute(tx)
  return rows.map(({ user_pool_id, id, name, body, attempts, due_at }) => ({
    userPoolId: user_pool_id,
    id,
    name,
    body,
    attempts,
    dueAt: due_at,
  }))
}

/** Puts off what could not be dealt with; `until` null gives it up: the row stays for people who look into it. */
export async function postponeRow(
  tx: Tx,
  { userPoolId, id }: Pick<OutboxRow, 'userPoolId' | 'id'>,
  until: Date | null,
): Promise<void> {
  await sql`
    UPDATE event_outbox SET attempts = attempts + 1, due_at = coalesce(${until}::timestamptz, 'infinity')
    WHERE user_pool_id = ${userPoolId} AND id = ${id}`.execute(tx)
}
