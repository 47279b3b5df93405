import { sql } from 'kysely'
import type { Tables } from './tables.gen.ts'
import type { UnitOfWork } from './unit-of-work.ts'

/** Tables whose rows say themselves when they are of no more use. */
export type ExpiringTable = {
  [Name in keyof Tables]: Tables[Name] extends { expires_at: unknown } ? Name : never
}[keyof Tables]

const batch = 1_000

/**
 * Deletes rows of a table that expired before a moment, a batch in one small transaction that holds up nobody; answers how many.
 * Several processes may do so at once: each takes rows that no other has taken.
 */
export async function deleteExpiredRows(unit: UnitOfWork, table: ExpiringTable, before: Date): Promise<number> {
  const { numAffectedRows = 0n } = await unit.write(({ tx }) =>
    sql`
      DELETE FROM ${sql.table(table)} WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM ${sql.table(table)} WHERE expires_at < ${before} LIMIT ${batch} FOR UPDATE SKIP LOCKED))
    `.execute(tx),
  )
  return Number(numAffectedRows)
}

/** The sweep (`domain/shape/sweep.ts`) of a table; its rows are kept for so many seconds after they expired. */
export function expiring(table: ExpiringTable, keptSeconds = 0) {
  return {
    name: table,
    async batch({ unit }: { unit: UnitOfWork }, now: Date) {
      const gone = await deleteExpiredRows(unit, table, new Date(now.getTime() - keptSeconds * 1000))
      return { gone, more: gone === batch }
    },
  }
}
