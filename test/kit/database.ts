import { hash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { migrate, readMigrations } from '#platform/database/migrate.ts'
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

/** Several times as fast as what PostgreSQL does of itself since version 15; older ones know nothing else. */
const copyingFiles = 'STRATEGY FILE_COPY'

/** The connection of this process to the server that outlives it. */
let kept: pg.Pool | null = null

/** One connection, which keeps no process alive while nothing is asked. */
function administrator(connection: pg.ClientConfig): pg.Pool {
  return new pg.Pool({ ...connection, max: 1, idleTimeoutMillis: 0, allowExitOnIdle: true }).on('error', () => {})
}

async function administer(connection: pg.ClientConfig, statement: string, since15 = ''): Promise<void> {
  const isKept = process.env.MENSHEN_TEST_SERVER !== undefined
  if (isKept) kept ??= administrator(connection)
  const pool = kept ?? administrator(connection)
  try {
    const { rows } = since15 ? await pool.query('SHOW server_version_num') : { rows: [] }
    await pool.query(Number(rows[0]?.server_version_num) >= 150_000 ? `${statement} ${since15}` : statement)
  } finally {
    if (!isKept) await pool.end()
  }
}

/** What a template has besides today's schema. */
export interface Preparation {
  /** Tells templates apart. */
  name: string
  run(connection: pg.ClientConfig): Promise<void>
}

/** Makes an empty database (`migrated: false`), or one with today's schema, and with what `prepared` put there. */
export async function createTestDatabase({
  migrated = true,
  prepared,
}: {
  migrated?: boolean
  prepared?: Preparation
} = {}): Promise<TestDatabase> {
  const server = await findServer()
  const name = `test_${randomBytes(6).toString('hex')}`
  const template = migrated ? await migratedTemplate(server.connection, prepared) : 'template1'
  await administer(server.connection, `CREATE DATABASE ${name} TEMPLATE ${template}`, copyingFiles)
  return {
    connection: { ...server.connection, database: name },
    async drop() {
      // A vacuum of the server's own may be at work there, which we may not end by force: asked without, it makes way.
      await administer(server.connection, `DROP DATABASE ${name} WITH (FORCE)`).catch((error) =>
        error.code === '42501' ? administer(server.connection, `DROP DATABASE ${name}`) : Promise.reject(error),
      )
      await server.stop()
    },
  }
}

/** What this process knows to be there. */
const templates = new Map<string, Promise<string>>()

/** A database with today's schema to make others of: copying takes a tenth of the time of migrating. Made by whoever comes first. */
function migratedTemplate(connection: pg.ClientConfig, prepared?: Preparation): Promise<string> {
  const migrations = readMigrations()
  const digest = hash('sha256', migrations.map(({ checksum }) => checksum).join())
  const name = `template_${digest.slice(0, 16)}${prepared?.name ?? ''}`
  const known = `${connection.host} ${connection.port} ${name}`
  const template = templates.get(known) ?? makeTemplate(connection, name, migrations, prepared)
  templates.set(known, template)
  return template
}

async function makeTemplate(
  connection: pg.ClientConfig,
  name: string,
  migrations: ReturnType<typeof readMigrations>,
  prepared?: Preparation,
): Promise<string> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [name])
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name])
    if (rowCount === 0) {
      const half = `${name}_${randomBytes(4).toString('hex')}`
      await client.query(`CREATE DATABASE ${half}`)
      const pool = new pg.Pool({ ...connection, database: half, max: 1 })
      await migrate(pool, migrations).finally(() => pool.end())
      await prepared?.run({ ...connection, database: half })
      await client.query(`ALTER DATABASE ${half} RENAME TO ${name}`)
    }
  } finally {
    await client.end()
  }
  return name
}

/**
 * A pool whose connections may break when nobody uses them: dropping a database ends by force those that are still closing. What breaks
 * under a statement is told by the statement.
 */
export function openPool(connection: pg.ClientConfig, max = 10): pg.Pool {
  const pool = new pg.Pool({ ...connection, max })
  return pool.on('error', () => {}).on('connect', (client) => void client.on('error', () => {}))
}
