import { Readable } from 'node:stream'
import type { AuditLogKind } from '#domain/ground/audit/audit-record.ts'
import { type AuditStream, exportManagement, exportUserActions } from '#domain/oversight/audit/export.ts'
import { type AuditPage, listManagement, listUserActions } from '#domain/oversight/audit/list.ts'
import { encodeAuditEntry } from '../../../view/audit.ts'
import { encodeAuditCsv } from '../../../view/audit-csv.ts'
import { page } from '../../engine/fields.ts'
import { file, pageResult } from '../../engine/results.ts'
import { type Call, type RestRow, row } from '../../engine/row.ts'
import { auditFilter, decodeAuditFilter } from '../decode-audit-filter.ts'
import { AuditRecord } from '../nouns/audit.ts'

const encodePageOf =
  (log: AuditLogKind) =>
  ({ totalCount, list, pool }: AuditPage, { language }: Call) => ({
    totalCount,
    list: list.map((entry) => encodeAuditEntry({ pool, log, language }, entry)),
  })

const encodeFileOf =
  (log: AuditLogKind, name: string) =>
  (stream: AuditStream, { language, reply }: Call) => {
    void reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${name}.csv"`)
    return Readable.from(encodeAuditCsv(stream, { log, language }))
  }

export const auditRows: RestRow[] = [
  row('GET /api/v2/analysis/user-action', listUserActions, {
    summary: 'List what people did',
    query: { ...page, ...auditFilter },
    decode: ({ query }) => ({ filter: decodeAuditFilter(query), page: query.page, limit: query.limit }),
    result: pageResult(AuditRecord),
    encode: encodePageOf('user'),
  }),
  row('GET /api/v2/analysis/audit', listManagement, {
    summary: 'List what administrators did',
    query: { ...page, ...auditFilter },
    decode: ({ query }) => ({ filter: decodeAuditFilter(query), page: query.page, limit: query.limit }),
    result: pageResult(AuditRecord),
    encode: encodePageOf('admin'),
  }),
  row('GET /api/v2/analysis/user-action/export', exportUserActions, {
    summary: 'Export what people did',
    query: auditFilter,
    decode: ({ query }) => ({ filter: decodeAuditFilter(query) }),
    result: file('text/csv', 'A line for each record.'),
    encode: encodeFileOf('user', 'user-actions'),
    raw: true,
  }),
  row('GET /api/v2/analysis/audit/export', exportManagement, {
    summary: 'Export what administrators did',
    query: auditFilter,
    decode: ({ query }) => ({ filter: decodeAuditFilter(query) }),
    result: file('text/csv', 'A line for each record.'),
    encode: encodeFileOf('admin', 'audit'),
    raw: true,
  }),
]
