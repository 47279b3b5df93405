import type { Pool, QueryConfig } from 'pg'
import { isFull } from './failure.ts'

const patienceMs = 3_000

/** Half a megabyte that no page of ours has room for, and that is gone with the statement. */
const takeRoom = `CREATE TEMPORARY TABLE menshen_room AS SELECT repeat(md5(i::text), 50) AS text FROM generate_series(1, 300) AS i;
DROP TABLE menshen_room`

/**
 * Why the database cannot be used; null when it can. Only after a write has found the disk `full` is room looked for: to ask
 * on every health check would write all day.
 */
export async function findTrouble(pool: Pool, full: boolean): Promise<string | null> {
  try {
    const text = `SELECT pg_is_in_recovery() OR current_setting('transaction_read_only')::boolean AS locked`
    const { rows } = await pool.query<{ locked: boolean }>({ text, query_timeout: patienceMs } as QueryConfig)
    if (rows[0]?.locked) return 'nothing can be written: the database is read-only'
    if (full) await pool.query({ text: takeRoom, query_timeout: patienceMs } as QueryConfig)
    return null
  } catch (error) {
    return isFull(error) ? 'nothing can be written: the disk is full' : 'the database cannot be reached'
  }
}
