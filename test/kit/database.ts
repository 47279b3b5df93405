import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { migrate } from '#platform/database/migrate.ts'
import { startEmbeddedPostgres } from '#platform/embedded-postgres/start.ts'
import { createLog } from '#platform/log.ts'

/** A database of one test file's own, made from nothing and dropped at the end. */
export interface TestDatabase {
  connection: pg.ClientConfig
  drop(): Promise<void>
}

interface Server {
  connection: pg.ClientConfig
  stop(): Promise<void>
}

/** The server that `npm test` started or DATABASE_URL names; a file that is run alone starts an embedded one. */
async function findServer(): Promise<Server> {
  const shared = process.env.MENSHEN_TEST_SERVER
  if (shared) return { connection: JSON.parse(shared), stop: async () => {} }
  const dataDir = mkdtempSync(join(tmpdir(), 'menshen-test-'))
  const server = await startEmbeddedPostgres({ dataDir, log: createLog('silent') })
  const stop = async () => {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  return { connection: server.connection, stop }
}

async function administer(connection: pg.ClientConfig, statement: string): Promise<void> {
  const client = new pg.Client(connection)
  await client.connect()
  await client.query(statement).finally(() => client.end())
}

/** Makes an empty database (`migrated: false`), or one with today's schema. */
export async function createTestDatabase({ migrated = true } = {}): Promise<TestDatabase> {
  const server = await findServer()
  const name = `test_${randomBytes(6).toString('hex')}`
  await administer(server.connection, `CREATE DATABASE ${name}`)
  const connection = { ...server.connection, database: name }
  if (migrated) {
    const pool = new pg.Pool({ ...connection, max: 1 })
    await migrate(pool).finally(() => pool.end())
  }
  return {
    connection,
    async drop() {
      const drop = () => administer(server.connection, `DROP DATABASE ${name} WITH (FORCE)`)
      // A vacuum of the server's own may be at work there, which we may not end: it makes way by itself.
      await drop().catch((error) => (error.code === '42501' ? drop() : Promise.reject(error)))
      await server.stop()
    },
  }
}
