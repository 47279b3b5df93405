import { mkdtempSync, realpathSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { EmbeddedConnection } from '#platform/embedded-postgres/start.ts'

/** Settings of a PostgreSQL whose databases end with the run: nothing of them has to survive a power cut. */
export const throwawaySettings = {
  max_connections: '200',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_wal_size: '256MB',
}

/** Linux keeps what is below in memory, where two hundred databases are made in no time. */
const inMemory = '/dev/shm'
/** Bytes that must be free there: containers often have no more than 64 MB. */
const room = 4 * 2 ** 30

/** A new directory for what a run writes and throws away. */
export function makeThrowawayDirectory(prefix: string): string {
  return mkdtempSync(join(hasRoom(inMemory) ? inMemory : realpathSync(tmpdir()), prefix))
}

function hasRoom(directory: string): boolean {
  if (process.platform !== 'linux') return false
  try {
    const { bavail, bsize } = statfsSync(directory)
    return bavail * bsize >= room
  } catch {
    return false
  }
}

/** A run opens thousands of connections, and each would hash the password four thousand times, here and there. */
export async function signInQuickly(connection: EmbeddedConnection): Promise<void> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    await client.query('SET scram_iterations = 1')
    await client.query(`ALTER ROLE CURRENT_USER PASSWORD ${pg.escapeLiteral(connection.password)}`)
  } finally {
    await client.end()
  }
}
