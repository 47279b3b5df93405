import type { ClientBase } from 'pg'

/** The first line of a dump. */
export interface DumpHeader {
  menshen: 1
  /** When the snapshot was taken, in ISO 8601. */
  at: string
  /** Which migrations the schema has, in order. */
  migrations: string[]
}

export interface DumpedTable {
  table: string
  columns: string[]
}

/** What follows the rows, and shows that nothing is missing. */
export interface DumpEnd {
  sequences: { name: string; value: string; called: boolean }[]
  rows: number
}

const batch = 500

/**
 * Everything in the database as it stands at one moment, while others write on: a line for the dump itself, one for each
 * table, one for each row (PostgreSQL's own text of it, as a JSON string), and the end. Needs no right but to read, and no
 * program beside us. `write` is awaited line by line.
 */
export async function dumpDatabase(client: ClientBase, write: (line: string) => Promise<void>): Promise<DumpEnd> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  try {
    await client.query('SET LOCAL statement_timeout = 0')
    await write(JSON.stringify(await header(client)))
    let rows = 0
    for (const table of await tablesOf(client)) {
      await write(JSON.stringify(table))
      rows += await writeRows(client, table.table, write)
    }
    const end: DumpEnd = { sequences: await sequencesOf(client), rows }
    await write(JSON.stringify(end))
    return end
  } finally {
    await client.query('ROLLBACK')
  }
}

async function header(client: ClientBase): Promise<DumpHeader> {
  const { rows } = await client.query<{ at: Date; name: string }>(
    'SELECT now() AS at, name FROM schema_migration ORDER BY name',
  )
  return { menshen: 1, at: (rows[0]?.at ?? new Date(0)).toISOString(), migrations: rows.map(({ name }) => name) }
}

/** Every table with its columns in order. What has been migrated is told by the header. */
export async function tablesOf(client: ClientBase): Promise<DumpedTable[]> {
  const { rows } = await client.query<DumpedTable>(`
    SELECT c.relname AS table, array_agg(a.attname::text ORDER BY a.attnum) AS columns
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> 'schema_migration'
    GROUP BY c.relname ORDER BY c.relname`)
  return rows
}

async function writeRows(client: ClientBase, table: string, write: (line: string) => Promise<void>): Promise<number> {
  await client.query(`DECLARE dumped CURSOR FOR SELECT t::text AS row FROM ${client.escapeIdentifier(table)} AS t`)
  let count = 0
  for (;;) {
    const { rows } = await client.query<{ row: string }>(`FETCH ${batch} FROM dumped`)
    for (const { row } of rows) await write(JSON.stringify(row))
    count += rows.length
    if (rows.length < batch) break
  }
  await client.query('CLOSE dumped')
  return count
}

async function sequencesOf(client: ClientBase): Promise<DumpEnd['sequences']> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'S' ORDER BY relname",
  )
  const sequences: DumpEnd['sequences'] = []
  for (const { name } of rows) {
    const { rows: at } = await client.query<{ value: string; called: boolean }>(
      `SELECT last_value::text AS value, is_called AS called FROM ${client.escapeIdentifier(name)}`,
    )
    if (at[0]) sequences.push({ name, ...at[0] })
  }
  return sequences
}
