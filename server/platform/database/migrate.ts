import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Pool, PoolClient } from 'pg'
import { StartError } from '../start-error.ts'
import { isForbidden, isUnavailable } from './failure.ts'

export interface Migration {
  name: string
  sql: string
  checksum: string
}

const directory = join(import.meta.dirname, '../../migrations')
const oldestVersion = 140_000
/** Key of the advisory lock under which one process at a time migrates: "mensh" in ASCII. */
const lockKey = '470120657768'

export function readMigrations(from = directory): Migration[] {
  return readdirSync(from)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(from, name), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}

/**
 * Brings the schema up to date, each migration in a transaction of its own. Processes that start together migrate once:
 * the others wait for the lock and then find nothing to do.
 * Refuses (StartError) a server older than PostgreSQL 14, a schema newer than this program and an edited migration.
 */
export async function migrate(pool: Pool, migrations = readMigrations()): Promise<string[]> {
  const client = await pool.connect()
  try {
    await refuseOldServer(client)
    await client.query('SET statement_timeout = 0; SET lock_timeout = 0')
    await client.query(`SELECT pg_advisory_lock(${lockKey})`)
    return await applyPending(client, migrations)
  } finally {
    // Ends the connection instead of giving it back: that also frees the lock and the settings above.
    client.release(true)
  }
}

async function refuseOldServer(client: PoolClient): Promise<void> {
  const { rows } = await client.query<{ number: string; version: string }>(
    "SELECT current_setting('server_version_num') AS number, current_setting('server_version') AS version",
  )
  if (Number(rows[0]?.number) < oldestVersion)
    throw new StartError(
      `The database is PostgreSQL ${rows[0]?.version}; Menshen needs 14 or newer. Upgrade it, or point DATABASE_URL at another.`,
    )
}

async function applyPending(client: PoolClient, migrations: Migration[]): Promise<string[]> {
  await client.query(
    'CREATE TABLE IF NOT EXISTS schema_migration (name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())',
  )
  const { rows } = await client.query<{ name: string; checksum: string }>('SELECT name, checksum FROM schema_migration')
  const applied = new Map(rows.map((row) => [row.name, row.checksum]))
  for (const name of applied.keys())
    if (!migrations.some((migration) => migration.name === name))
      throw new StartError(
        `The database was migrated by a newer Menshen (${name}). Start that version, or restore a backup from before the upgrade.`,
      )
  const pending = migrations.filter((migration) => !applied.has(migration.name))
  for (const migration of migrations)
    if (applied.has(migration.name) && applied.get(migration.name) !== migration.checksum)
      throw new StartError(
        `Migration ${migration.name} was changed after it ran. Restore its file; schema changes go into a new one.`,
      )
  for (const migration of pending) await apply(client, migration)
  return pending.map((migration) => migration.name)
}

async function apply(client: PoolClient, migration: Migration): Promise<void> {
  await client.query('BEGIN')
  try {
    await client.query(migration.sql)
    await client.query('INSERT INTO schema_migration (name, checksum) VALUES ($1, $2)', [
      migration.name,
      migration.checksum,
    ])
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    if (isUnavailable(error) || isForbidden(error)) throw error
    throw new StartError(
      `Migration ${migration.name} failed and was undone: ${(error as Error).message}. Start the version that ran before, which finds its data as it was, and report this.`,
      { cause: error },
    )
  }
}
