import type { Pool, PoolClient } from 'pg'
import { StartError } from '../start-error.ts'
import { type DumpEnd, type DumpedTable, type DumpHeader, tablesOf } from './dump.ts'
import { type Migration, migrate, readMigrations } from './migrate.ts'

const batchRows = 500
const batchCharacters = 4_000_000

/**
 * Fills an empty database with a dump, in one transaction: afterwards either all of it is there or nothing. The schema is
 * brought to the state of the dump first; the next start migrates on. Refuses (StartError) a database that holds anything,
 * ours or another program's, before it changes that; a dump of a newer program, and one that breaks off.
 */
export async function loadDatabase(pool: Pool, lines: AsyncIterable<string>): Promise<{ rows: number }> {
  const reader = lines[Symbol.asyncIterator]()
  const header = await nextOf<DumpHeader>(reader)
  if (header?.menshen !== 1) throw new StartError('The file is no backup of Menshen.')
  const migrations = migrationsOf(header)
  await requireEmpty(pool)
  await migrate(pool, migrations)
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    await client.query('SET LOCAL statement_timeout = 0')
    const found = await fill(client, reader)
    await client.query('COMMIT')
    return found
  } catch (error) {
    // Of a connection that is lost nothing can be taken back, and nothing has to be.
    await client.query('ROLLBACK').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

function migrationsOf({ migrations }: DumpHeader): Migration[] {
  const known = new Map(readMigrations().map((migration) => [migration.name, migration]))
  return migrations.map((name) => {
    const migration = known.get(name)
    if (!migration) throw new StartError(`The backup is of a newer Menshen (it has ${name}): restore it with that one.`)
    return migration
  })
}

async function nextOf<T>(reader: AsyncIterator<string>): Promise<T | null> {
  const { value, done } = await reader.next()
  if (done) return null
  try {
    return JSON.parse(value as string) as T
  } catch {
    throw new StartError('The backup is damaged: a line of it cannot be read.')
  }
}

/** Ahead of the first change: an operator who named the wrong database finds it as it was. */
async function requireEmpty(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(`
    SELECT relname AS name FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
      AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype = 'e')
    ORDER BY relname`)
  const names = rows.map(({ name }) => name)
  if (names.length > 0 && !names.includes('schema_migration'))
    throw new StartError(`The database is not empty: another program has ${names[0]} there. Restore into a new one.`)
  if (names.includes('user_pool')) await requireNobody(pool)
}

/** Everything belongs to a pool, except what migrations lay out, which the dump has as well. */
async function requireNobody(connection: Pick<PoolClient, 'query'>): Promise<void> {
  if ((await connection.query('SELECT FROM user_pool LIMIT 1')).rowCount)
    throw new StartError('The database is not empty: restore into a new one.')
}

async function fill(client: PoolClient, reader: AsyncIterator<string>): Promise<{ rows: number }> {
  // A server that starts meanwhile waits, and then finds what was restored.
  await client.query('LOCK TABLE user_pool IN ACCESS EXCLUSIVE MODE')
  await requireNobody(client)
  const tables = new Map((await tablesOf(client)).map(({ table, columns }) => [table, columns.join()]))
  const unguard = await liftGuards(client, [...tables.keys()])
  const load = loader(client)
  for (;;) {
    const line = await nextOf<string | DumpedTable | DumpEnd>(reader)
    if (line === null) throw new StartError('The backup breaks off before its end.')
    if (typeof line === 'string') await load.row(line)
    else if ('table' in line) {
      if (tables.get(line.table) !== line.columns.join())
        throw new StartError(`The backup has other columns in ${line.table} than this version.`)
      await load.begin(line.table)
    } else {
      const rows = await load.finish()
      if (rows !== line.rows) throw new StartError(`The backup has ${rows} rows where it should have ${line.rows}.`)
      for (const { name, value, called } of line.sequences)
        await client.query('SELECT setval($1::regclass, $2::bigint, $3)', [
          client.escapeIdentifier(name),
          value,
          called,
        ])
      await unguard()
      return { rows }
    }
  }
}

/** Collects rows and inserts them many at a time. */
function loader(client: PoolClient) {
  let [table, count, size] = ['', 0, 0]
  let waiting: string[] = []
  async function flush() {
    if (waiting.length === 0) return
    const target = client.escapeIdentifier(table)
    const rows = `SELECT line::${target} AS whole FROM unnest($1::text[]) AS line OFFSET 0`
    await client.query(`INSERT INTO ${target} SELECT (whole).* FROM (${rows}) AS lines`, [waiting])
    count += waiting.length
    size = 0
    waiting = []
  }
  return {
    async begin(next: string) {
      await flush()
      // Only what the dump has: tables of another program may stand beside ours.
      await client.query(`TRUNCATE ${client.escapeIdentifier(next)}`)
      table = next
    },
    async row(line: string) {
      waiting.push(line)
      size += line.length
      if (waiting.length >= batchRows || size >= batchCharacters) await flush()
    },
    async finish() {
      await flush()
      return count
    },
  }
}

/**
 * Counters kept by triggers are rows of the dump themselves, and references hold only when everything is there: both are taken
 * off meanwhile. Answers how to put them back, which checks every reference.
 */
async function liftGuards(client: PoolClient, tables: string[]): Promise<() => Promise<void>> {
  const { rows: references } = await client.query<{ table: string; name: string; definition: string }>(`
    SELECT conrelid::regclass::text AS table, conname AS name, pg_get_constraintdef(oid) AS definition
    FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND conparentid = 0`)
  const name = (text: string) => client.escapeIdentifier(text)
  for (const table of tables) await client.query(`ALTER TABLE ${name(table)} DISABLE TRIGGER USER`)
  for (const { table, name: reference } of references)
    await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name(reference)}`)
  return async () => {
    for (const { table, name: reference, definition } of references)
      await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name(reference)} ${definition}`)
    for (const table of tables) await client.query(`ALTER TABLE ${name(table)} ENABLE TRIGGER USER`)
  }
}
