// What a user pool holds, read past every door.
import type { World } from '../kit/world.ts'

/** Written now and then for active people, with any call. */
const passing = ['last_seen_at']

export type Rows = Map<string, string[]>

export async function tablesOfPools(world: World): Promise<string[]> {
  const { rows } = await world.database.pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'user_pool_id' ORDER BY 1`,
  )
  return rows.map(({ name }) => name)
}

/** Every row of the pool as JSON text, by table. */
export async function rowsOf(world: World, tables: readonly string[], poolId: string): Promise<Rows> {
  const one = (table: string, key: string) =>
    `SELECT '${table}' AS name, (to_jsonb(t) - '{${passing.join(',')}}'::text[])::text AS row FROM ${table} t WHERE ${key} = $1`
  const statement = [one('user_pool', 'id'), ...tables.map((table) => one(table, 'user_pool_id'))].join(' UNION ALL ')
  const { rows } = await world.database.pool.query<{ name: string; row: string }>({
    name: `rows of ${tables.length}`,
    text: `${statement} ORDER BY 1, 2`,
    values: [poolId],
  })
  const all: Rows = new Map(['user_pool', ...tables].map((table) => [table, []]))
  for (const { name, row } of rows) all.get(name)?.push(row)
  return all
}

/** Every text in those rows, however deep. */
export function textsIn(rows: Rows): Set<string> {
  const texts = new Set<string>()
  const walk = (value: unknown): void => {
    if (typeof value === 'string') texts.add(value)
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk)
  }
  for (const row of [...rows.values()].flat()) walk(JSON.parse(row))
  return texts
}

/** The values of one column in every table that has it. */
export function columnIn(rows: Rows, column: string): string[] {
  const values = [...rows.entries()].flatMap(([table, list]) => (table === 'user_pool' ? [] : list.slice(0, 2)))
  return [
    ...new Set(
      values
        .map((row) => JSON.parse(row)[column])
        .filter(isName)
        .map(String),
    ),
  ]
}

export function columnOf(rows: Rows, table: string, column: string): string[] {
  const values = (rows.get(table) ?? []).map((row) => JSON.parse(row)[column])
  return values.filter(isName).map(String)
}

const isName = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number'

/** What was there before and is not now, or not as it was. */
export function lost(before: Rows, after: Rows): string[] {
  return [...before].flatMap(([table, list]) => {
    const now = new Set(after.get(table))
    return list.filter((row) => !now.has(row)).map((row) => `${table}: ${row.slice(0, 200)}`)
  })
}

/** What has come since. */
export const gained = (before: Rows, after: Rows): string[] => lost(after, before)
