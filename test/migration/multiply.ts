import type { Pool } from 'pg'

const copies = 500
/** Of each table as many rows are copied. */
const originals = 4

interface Table {
  name: string
  /** A value for each column that must have one. */
  plain: object
  /** The columns in which copies differ: the pool, and whatever is unique over all pools. */
  distinct: string[]
}

/**
 * Fills every table of a database with copies of its rows in other user pools, or of a row that says nothing where there are none, so
 * that the planner sees tables that are worth an index. Foreign keys go, which no plan looks at. Answers what stays small.
 */
export async function multiply(pool: Pool): Promise<string[]> {
  await pool.query(`DO $$ DECLARE one record; BEGIN
    FOR one IN SELECT conrelid::regclass AS own, conname FROM pg_constraint WHERE contype = 'f' LOOP
      EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', one.own, one.conname);
    END LOOP; END $$`)
  const small: string[] = []
  for (const { name, plain, distinct } of await tablesOf(pool)) {
    const row = `INSERT INTO ${name} SELECT * FROM jsonb_populate_record(NULL::${name}, $1)`
    await pool.query(`${row} WHERE NOT EXISTS (SELECT FROM ${name})`, [JSON.stringify(plain)])
    // The texts of bytes are digits.
    const others = distinct.map((column) => `'${column}', (whole ->> '${column}') || lpad(to_hex(n), 4, '0')`)
    if (name === 'user_pool') others.push(`'is_root', false`)
    const { rowCount } = await pool.query(
      `INSERT INTO ${name} SELECT other.* FROM (SELECT to_jsonb(own) AS whole FROM ${name} AS own LIMIT ${originals}) AS own,
         generate_series(1, ${copies}) AS n,
         LATERAL jsonb_populate_record(NULL::${name}, whole || jsonb_build_object(${others.join(', ')})) AS other
       ON CONFLICT DO NOTHING`,
    )
    if ((rowCount ?? 0) < copies) small.push(name)
    await pool.query(`VACUUM ANALYZE ${name}`)
  }
  return small
}

async function tablesOf(pool: Pool): Promise<Table[]> {
  const { rows } = await pool.query<Table>(`
    SELECT c.relname AS name,
      jsonb_object_agg(a.attname, CASE a.atttypid::regtype::text
        WHEN 'text' THEN to_jsonb('x'::text) WHEN 'bytea' THEN '"\\\\x00"' WHEN 'boolean' THEN 'false' WHEN 'jsonb' THEN '{}'
        WHEN 'timestamp with time zone' THEN to_jsonb(now()) WHEN 'text[]' THEN '[]' ELSE '1' END) FILTER (WHERE a.attnotnull) AS plain,
      array_agg(a.attname::text) FILTER (WHERE a.attname = 'user_pool_id' OR a.attnum = any(u.columns)) AS distinct
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN LATERAL (
      SELECT array_agg(key) AS columns FROM pg_index, unnest(indkey) AS key WHERE indrelid = c.oid AND indisunique
        AND NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = c.oid AND attname = 'user_pool_id' AND attnum = any(indkey))
    ) AS u ON true
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace GROUP BY 1 ORDER BY 1`)
  return rows
}
