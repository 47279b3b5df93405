import { sql } from 'kysely'
import type { Reader, Tx } from '../database/database.ts'
import type { LimitWindowTable } from '../database/tables.gen.ts'

export type Window = Pick<LimitWindowTable, 'hit_at' | 'hits' | 'refused'>

export interface NewHit {
  userPoolId: string
  key: Buffer
  /** The time under which the hit is counted. */
  at: Date
  /** Hits up to and including this time count no longer. */
  since: Date
  limit: number
  expiresAt: Date
}

/**
 * Counts one hit if there is room for it. One statement: a hit that comes at the same time waits for the row, and then
 * counts on what the one before left.
 */
export async function insertHit(tx: Tx, { userPoolId, key, at, since, limit, expiresAt }: NewHit): Promise<Window> {
  const result = await sql<Window>`
    INSERT INTO limit_window AS held (user_pool_id, key, hit_at, hits, refused, expires_at)
    SELECT ${userPoolId}::text, ${key}::bytea,
      CASE WHEN free THEN ARRAY[${at}::timestamptz] ELSE '{}' END, CASE WHEN free THEN ARRAY[1] ELSE '{}' END,
      NOT free, ${expiresAt}::timestamptz
    FROM (SELECT ${limit}::bigint > 0 AS free) AS first
    ON CONFLICT (user_pool_id, key) DO UPDATE SET (hit_at, hits, refused, expires_at) = (
      WITH kept AS (
        SELECT at, n FROM unnest(held.hit_at, held.hits) AS old (at, n) WHERE at > ${since}::timestamptz
      ), room AS (
        SELECT coalesce(sum(n), 0) < ${limit}::bigint AS free FROM kept
      ), counted AS (
        SELECT at, sum(n)::integer AS n
        FROM (SELECT at, n FROM kept UNION ALL SELECT ${at}::timestamptz, 1 FROM room WHERE free) AS hit
        GROUP BY at
      )
      SELECT coalesce(array_agg(at ORDER BY at), '{}'), coalesce(array_agg(n ORDER BY at), '{}'),
        (SELECT NOT free FROM room), greatest(held.expires_at, excluded.expires_at)
      FROM counted
    )
    RETURNING hit_at, hits, refused`.execute(tx)
  return result.rows[0] as Window
}

export async function findWindow(reader: Reader, userPoolId: string, key: Buffer): Promise<Window | null> {
  const row = await reader
    .selectFrom('limit_window')
    .select(['hit_at', 'hits', 'refused'])
    .where('user_pool_id', '=', userPoolId)
    .where('key', '=', key)
    .executeTakeFirst()
  return row ?? null
}

/** The windows of these keys, which are all of one pool, in their order. */
export async function findWindows(
  reader: Reader,
  keys: readonly { userPoolId: string; key: Buffer }[],
): Promise<(Window | null)[]> {
  const [first] = keys
  if (!first) return []
  const rows = await reader
    .selectFrom('limit_window')
    .select(['key', 'hit_at', 'hits', 'refused'])
    .where('user_pool_id', '=', first.userPoolId)
    .where('key', '=', sql<Buffer>`any(${keys.map(({ key }) => key)}::bytea[])`)
    .execute()
  return keys.map(({ key }) => rows.find((row) => row.key.equals(key)) ?? null)
}

export async function deleteWindow(tx: Tx, userPoolId: string, key: Buffer): Promise<void> {
  await tx.deleteFrom('limit_window').where('user_pool_id', '=', userPoolId).where('key', '=', key).execute()
}
