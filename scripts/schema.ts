// Writes server/schema.sql, the schema that the migrations make, for people to read. Usage: DATABASE_URL=... schema.ts
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

export const schemaPath = join(import.meta.dirname, '../server/schema.sql')

// `n` is left out: PostgreSQL 18 keeps NOT NULL as constraints, older servers only with the column.
const constraintsOf = `
  SELECT conrelid::regclass::text AS "table", conname AS name, contype AS kind, pg_get_constraintdef(oid) AS definition
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
  ORDER BY 1, array_position('{p,u,c,x,f}'::"char"[], contype), conname`

const sequencesOf = `
  SELECT sequencename AS name, data_type::text AS type, start_value AS start FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1`

const columnsOf = `
  SELECT c.relname AS "table", a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS required,
    CASE WHEN a.attcollation <> t.typcollation THEN l.collname END AS collation, pg_get_expr(d.adbin, d.adrelid) AS fallback
  FROM pg_attribute a
  JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
  JOIN pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_collation l ON l.oid = a.attcollation
  LEFT JOIN pg_attrdef d ON (d.adrelid, d.adnum) = (a.attrelid, a.attnum)
  WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relname <> 'schema_migration'
  ORDER BY c.relname, a.attnum`

const indexesOf = `
  SELECT i.indrelid::regclass::text AS "table", pg_get_indexdef(i.indexrelid) AS definition
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
  WHERE c.relnamespace = 'public'::regnamespace AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = i.indexrelid AND contype <> 'f')
  ORDER BY 1, c.relname`

const functionsOf = `
  SELECT pg_get_functiondef(p.oid) AS definition FROM pg_proc p
  WHERE p.pronamespace = 'public'::regnamespace
    AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = p.oid AND deptype = 'e')
  ORDER BY p.proname`

const triggersOf = `
  SELECT pg_get_triggerdef(t.oid) AS definition FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
  WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace ORDER BY t.tgname`

interface Column {
  table: string
  name: string
  type: string
  required: boolean
  collation: string | null
  fallback: string | null
}

interface Constraint {
  table: string
  name: string
  kind: string
  definition: string
}

function renderColumn({ name, type, required, collation, fallback }: Column): string {
  const parts = [
    name,
    type,
    collation && `COLLATE "${collation}"`,
    required && 'NOT NULL',
    fallback && `DEFAULT ${fallback}`,
  ]
  return `  ${parts.filter(Boolean).join(' ')}`
}

/** The schema of a migrated database as statements that make it, in an order that depends on nothing but names. */
export async function renderSchema(client: pg.Client | pg.Pool): Promise<string> {
  const columns = (await client.query<Column>(columnsOf)).rows
  const constraints = (await client.query<Constraint>(constraintsOf)).rows
  const indexes = (await client.query<{ table: string; definition: string }>(indexesOf)).rows
  const functions = (await client.query<{ definition: string }>(functionsOf)).rows
  const triggers = (await client.query<{ definition: string }>(triggersOf)).rows
  const sequences = (await client.query<{ name: string; type: string; start: string }>(sequencesOf)).rows
  const tables = [...new Set(columns.map(({ table }) => table))]
  const made = tables.map((table) => {
    const own = constraints.filter((constraint) => constraint.table === table && constraint.kind !== 'f')
    const lines = [
      ...columns.filter((column) => column.table === table).map(renderColumn),
      ...own.map(({ name, definition }) => `  CONSTRAINT ${name} ${definition}`),
    ]
    const indexed = indexes.filter((index) => index.table === table).map(({ definition }) => `${definition};\n`)
    return `CREATE TABLE ${table} (\n${lines.join(',\n')}\n);\n${indexed.join('')}`
  })
  // Last, when every table is there.
  const references = constraints
    .filter(({ kind }) => kind === 'f')
    .map(({ table, name, definition }) => `ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition};\n`)
  const head = '-- Generated from server/migrations by scripts/schema.ts; do not edit.\n'
  const first = functions.map(({ definition }) => `${definition.trimEnd()};\n`)
  const numbering = sequences.map(({ name, type, start }) => `CREATE SEQUENCE ${name} AS ${type} START ${start};\n`)
  const last = triggers.map(({ definition }) => `${definition};\n`)
  return [head, ...first, ...numbering, ...made, references.join(''), last.join('')].join('\n')
}

if (import.meta.main) {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  writeFileSync(schemaPath, await renderSchema(client))
  await client.end()
}
