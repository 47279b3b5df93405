import { Kysely, PostgresDialect } from 'kysely'
import { Pool, type PoolConfig } from 'pg'
import type { Log } from '../log.ts'
import { isFull } from './failure.ts'
import { findTrouble } from './find-trouble.ts'
import { withNamedStatements } from './named-statements.ts'
import { createNotices, type Notices } from './notices.ts'
import type { Tables } from './tables.gen.ts'
import { createUnitOfWork, type UnitOfWork } from './unit-of-work.ts'

export interface Database {
  unit: UnitOfWork
  notices: Notices
  /** For migrations, health checks and tests only; everything else goes through `unit`. */
  pool: Pool
  /** Why nothing can be asked or written just now, in words; null when all is well. */
  trouble(): Promise<string | null>
  close(): Promise<void>
}

/** The rest of the connections is for others, however much one asks for. */
const shareOfOne = 0.75

/**
 * Opens the connections; does not migrate. `max` is per process: stay well under the server's `max_connections`.
 * No statement may run, and no lock may be waited for, longer than a client waits for its answer.
 */
export async function connectDatabase(config: PoolConfig, log: Log, max = 20): Promise<Database> {
  const pool = new Pool({
    ...config,
    max,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    statement_timeout: 10_000,
    lock_timeout: 5_000,
    idle_in_transaction_session_timeout: 10_000,
    keepAlive: true,
    application_name: 'menshen',
  })
  // A connection that breaks while idle is replaced by the pool at the next use; without a listener it would end us.
  pool.on('error', (error) => log.warn({ err: error }, 'an idle database connection broke'))
  // The same for one that breaks while it is lent out: its statement fails, and its caller is told.
  pool.on('connect', (client) => void client.on('error', () => {}))
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: withNamedStatements(pool) }) })
  const notices = createNotices(config, log)
  await notices.start()
  let full = false
  const unit = createUnitOfWork(kysely, notices, Math.max(1, Math.floor(max * shareOfOne)), (error) => {
    full ||= isFull(error)
  })
  return {
    unit,
    notices,
    pool,
    async trouble() {
      const asked = full
      const trouble = await findTrouble(pool, asked)
      // A write that failed meanwhile is for the next one who asks.
      if (asked && trouble === null) full = false
      return trouble
    },
    async close() {
      await notices.stop()
      await kysely.destroy()
    },
  }
}
