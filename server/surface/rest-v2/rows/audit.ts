import { Readable } from 'node:stream'
import type { Log } from '#domain/ground/audit/audit-record.ts'
import { type AuditStream, exportManagement, exportUserActions } from '#domain/oversight/audit/export.ts'
import { type AuditPage, listManagement, listUserActions } from '#domain/oversight/audit/list.ts'
import { type Publication, publishEvent, publishOwnEvent } from '#domain/oversight/audit/publish.ts'
import { encodeAuditEntry } from '../../wire/audit.ts'
import { encodeAuditCsv } from '../../wire/audit-csv.ts'
import { decodeAuditFilter } from '../decode-audit-filter.ts'
import type { Parts } from '../parts.ts'
import { type Call, type Row, row } from '../row.ts'

function decodePage({ query }: Parts) {
  const page = { page: query.optionalNumber('page'), limit: query.optionalNumber('limit') }
  return { filter: decodeAuditFilter(query), ...page }
}

const decodeAll = ({ query }: Parts) => ({ filter: decodeAuditFilter(query) })

const encodePageOf =
  (log: Log) =>
  ({ totalCount, list, pool }: AuditPage, { language }: Call) => ({
    totalCount,
    list: list.map((entry) => encodeAuditEntry({ pool, log, language }, entry)),
  })

const encodeFileOf =
  (log: Log, file: string) =>
  (stream: AuditStream, { language, reply }: Call) => {
    void reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${file}.csv"`)
    return Readable.from(encodeAuditCsv(stream, { log, language }))
  }

function decodePublication({ body }: Parts): Publication {
  return {
    type: body.text('eventType'),
    source: body.optionalText('source'),
    data: body.pick(['eventData']).eventData,
  }
}

const published = () => ({ success: true })

export const auditRows: Row[] = [
  row('GET /api/v2/analysis/user-action', listUserActions, decodePage, encodePageOf('user')),
  row('GET /api/v2/analysis/audit', listManagement, decodePage, encodePageOf('admin')),
  {
    ...row(
      'GET /api/v2/analysis/user-action/export',
      exportUserActions,
      decodeAll,
      encodeFileOf('user', 'user-actions'),
    ),
    raw: true,
  },
  {
    ...row('GET /api/v2/analysis/audit/export', exportManagement, decodeAll, encodeFileOf('admin', 'audit')),
    raw: true,
  },
  row('POST /api/v3/pub-event', publishEvent, decodePublication, published),
  row('POST /api/v3/pub-userEvent', publishOwnEvent, decodePublication, published),
]
