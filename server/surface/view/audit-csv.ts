import { stringify } from 'csv-stringify/sync'
import type { AuditStream } from '#domain/oversight/audit/export.ts'
import { type AuditReading, displayNameOf, encodeAuditEntry } from './audit.ts'

const columns = [
  'time',
  'operation',
  'description',
  'outcome',
  'userId',
  'userName',
  'targets',
  'appId',
  'appName',
  'ip',
  'userAgent',
  'details',
]

/** A log as CSV (RFC 4180), UTF-8 with a mark in front, which spreadsheets want. What a spreadsheet would compute stays a text. */
export async function* encodeAuditCsv({ entries, pool }: AuditStream, as: Omit<AuditReading, 'pool'>) {
  yield `\uFEFF${columns.join(',')}\r\n`
  for await (const some of entries) {
    const lines = some.map((entry) => {
      const told = encodeAuditEntry({ pool, ...as }, entry)
      const about = [entry.userId, displayNameOf(entry), entry.targets.join(' ')]
      const where = [told.appId, told.appName, told.clientIp, told.user_agent]
      return [
        told.timestamp,
        told.operation_name,
        told.operation_desc,
        entry.outcome,
        ...about,
        ...where,
        told.eventDetails,
      ]
    })
    yield stringify(lines, { escape_formulas: true, record_delimiter: 'windows' })
  }
}
