import { sql } from 'kysely'
import type { Tables } from './tables.gen.ts'
import type { UnitOfWork } from './unit-of-work.ts'

/** Tables whose rows say themselves when they are of no more use. */
export type ExpiringTable = {
  [Name in keyof Tables]: Tables[Name] extends { expires_at: unknown } ? Name : never
}[keyof Tables]

const batch = 1_000

/**
 * Deletes the rows of a table that expired before a moment, in small transactions that hold up nobody; answers how many.
 * Several processes may do so at once: each takes rows that no other has taken.
 */
export async function deleteExpiredRows(unit: UnitOfWork, table: ExpiringTable, before: Date): Promise<number> {
  let deleted = 0
  for (;;) {
    const { numAffectedRows = 0n } = await unit.write(({ tx }) =>
      sql`
        DELETE FROM ${sql.table(table)} WHERE ctid = ANY (ARRAY(
          SELECT ctid FROM ${sql.table(table)} WHERE expires_at < ${before} LIMIT ${batch} FOR UPDATE SKIP LOCKED))
      `.execute(tx),
    )
    deleted += Number(numAffectedRows)
    if (numAffectedRows < batch) return deleted
  }
}
