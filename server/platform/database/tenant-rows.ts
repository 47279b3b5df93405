import { sql } from 'kysely'
import type { Tables } from './tables.gen.ts'
import type { UnitOfWork } from './unit-of-work.ts'

const batch = 500

/**
 * Deletes all rows that carry this tenant key, in every table that has one, in small transactions that hold up nobody. What
 * hangs on a row goes with it. A row that another one of its table still needs stays, for the caller that removes the tenant itself,
 * and so do those of the table `except`. `goOn` is asked between two transactions; false when it said no.
 */
export async function deleteTenantRows(
  unit: UnitOfWork,
  userPoolId: string,
  except: keyof Tables,
  goOn: () => Promise<boolean>,
): Promise<boolean> {
  for (const table of await tenantTables(unit))
    if (table !== except && !(await empty(unit, table, userPoolId, goOn))) return false
  return true
}

async function tenantTables(unit: UnitOfWork): Promise<string[]> {
  const { rows } = await unit.single((tx) =>
    sql<{ name: string }>`
    SELECT relname AS name FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
    WHERE attname = 'user_pool_id' AND relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace ORDER BY 1
  `.execute(tx),
  )
  return rows.map(({ name }) => name)
}

async function empty(
  unit: UnitOfWork,
  table: string,
  userPoolId: string,
  goOn: () => Promise<boolean>,
): Promise<boolean> {
  for (;;) {
    const deleted = await unit
      .write(({ tx }) =>
        sql`
          DELETE FROM ${sql.table(table)} WHERE ctid = ANY (ARRAY(
            SELECT ctid FROM ${sql.table(table)} WHERE user_pool_id = ${userPoolId} LIMIT ${batch} FOR UPDATE SKIP LOCKED))
        `.execute(tx),
      )
      .then(
        ({ numAffectedRows = 0n }) => numAffectedRows,
        (error) => (isStillNeeded(error) ? 0n : Promise.reject(error)),
      )
    if (deleted < batch) return true
    if (!(await goOn())) return false
  }
}

/** foreign_key_violation */
const isStillNeeded = (error: unknown) => (error as { code?: string }).code === '23503'
