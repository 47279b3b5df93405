import { until } from './until.ts'
import type { Outcome } from './wire.ts'
import type { World } from './world.ts'

async function waiting({ database }: World): Promise<number> {
  const { rows } = await database.pool.query<{ count: string }>(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
  )
  return Number(rows[0]?.count)
}

/**
 * Sends two requests at once, the first ahead: both were let in before either was done, and both wait for this row, which the
 * first gets first.
 */
export async function inTurn(
  world: World,
  { table, id }: { table: string; id: string },
  first: () => Promise<Outcome>,
  second: () => Promise<Outcome>,
): Promise<[Outcome, Outcome]> {
  const holder = await world.database.pool.connect()
  try {
    await holder.query('BEGIN')
    // What only refers to the row, as the log does that is written meanwhile, does not wait.
    await holder.query(`SELECT FROM ${table} WHERE id = $1 FOR NO KEY UPDATE`, [id])
    const ahead = first()
    await until(async () => (await waiting(world)) >= 1)
    const behind = second()
    await until(async () => (await waiting(world)) >= 2)
    await holder.query('COMMIT')
    return await Promise.all([ahead, behind])
  } finally {
    holder.release()
  }
}
