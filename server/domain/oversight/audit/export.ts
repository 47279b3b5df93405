import type { AuditFilter, AuditLogKind, AuditRecord } from '#domain/ground/audit/audit-record.ts'
import { findAuditRecords } from '#domain/ground/audit/audit-store.ts'
import type { Before, Question } from '#domain/shape/verb.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import { type AuditEntry, checkFilter, withNames } from './list.ts'

/** The entries of a log, some at a time: no more are in memory, and no transaction stays open. */
export interface AuditStream {
  entries: AsyncIterable<AuditEntry[]>
  pool: UserPool
}

const batch = 500

function streamOf(name: string, log: AuditLogKind): Question<{ filter: AuditFilter }, AuditStream> {
  return {
    name,
    admits: 'manager',
    answer(before, { filter }) {
      checkFilter(filter)
      return { entries: read(before, log, filter), pool: before.pool }
    },
  }
}

/** All of a log that fits, newest first, however much it is. 400 for a filter of too many values. */
export const exportUserActions = streamOf('audit.export-user-actions', 'user')
export const exportManagement = streamOf('audit.export-management', 'admin')

async function* read(before: Before, log: AuditLogKind, filter: AuditFilter): AsyncGenerator<AuditEntry[]> {
  const { reader, pool, now } = before
  let behind: AuditRecord | undefined
  do {
    const records = await findAuditRecords(reader, { userPoolId: pool.id, log, now }, filter, { limit: batch, behind })
    behind = records.length === batch ? records.at(-1) : undefined
    if (records.length > 0) yield await withNames(before, records)
  } while (behind)
}
