// Writes server/platform/database/tables.gen.ts from the schema that the migrations make. Usage: DATABASE_URL=... rows.ts
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

const types: Record<string, string> = {
  text: 'string',
  bool: 'boolean',
  int2: 'number',
  int4: 'number',
  int8: 'string',
  timestamptz: 'Date',
  jsonb: 'Json',
  bytea: 'Buffer',
  _text: 'string[]',
  _int4: 'number[]',
  _timestamptz: 'Date[]',
}

export async function renderTables(client: pg.Client | pg.Pool): Promise<string> {
  const { rows } = await client.query<{
    table_name: string
    column_name: string
    udt_name: string
    nullable: boolean
    defaulted: boolean
  }>(`
    SELECT table_name, column_name, udt_name, is_nullable = 'YES' AS nullable, column_default IS NOT NULL AS defaulted
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'schema_migration'
    ORDER BY table_name, ordinal_position`)
  const tables = new Map<string, string[]>()
  for (const row of rows) {
    const type = types[row.udt_name]
    if (!type) throw new Error(`no TypeScript type is known for ${row.udt_name}`)
    const full = row.nullable ? `${type} | null` : type
    const line = `  ${row.column_name}: ${!row.defaulted ? full : full === 'Json' ? 'GeneratedJson' : `Generated<${full}>`}`
    tables.set(row.table_name, [...(tables.get(row.table_name) ?? []), line])
  }
  const name = (table: string) => table.replace(/(^|_)(.)/g, (_, __, letter: string) => letter.toUpperCase())
  return [
    '// Generated from server/migrations by scripts/rows.ts; do not edit.',
    "import type { ColumnType, Generated } from 'kysely'\n",
    '/** Read as an object, written as JSON text. */',
    'type Json = ColumnType<Record<string, unknown>, string, string>',
    'type GeneratedJson = ColumnType<Record<string, unknown>, string | undefined, string>\n',
    ...[...tables].map(([table, lines]) => `export interface ${name(table)}Table {\n${lines.join('\n')}\n}\n`),
    'export interface Tables {',
    ...[...tables.keys()].map((table) => `  ${table}: ${name(table)}Table`),
    '}\n',
  ].join('\n')
}

if (import.meta.main) {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  writeFileSync(join(import.meta.dirname, '../server/platform/database/tables.gen.ts'), await renderTables(client))
  await client.end()
}
