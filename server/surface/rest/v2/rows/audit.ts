import { Readable } from 'node:stream'
import type { Log } from '#domain/ground/audit/audit-record.ts'
import { type AuditStream, exportManagement, exportUserActions } from '#domain/oversight/audit/export.ts'
import { type AuditPage, listManagement, listUserActions } from '#domain/oversight/audit/list.ts'
import { publishEvent, publishOwnEvent } from '#domain/oversight/audit/publish.ts'
import { encodeAuditEntry } from '../../../view/audit.ts'
import { encodeAuditCsv } from '../../../view/audit-csv.ts'
import { optionalText, optionalUnchecked, page, text } from '../../engine/fields.ts'
import { file, pageResult, shape, yesOrNo } from '../../engine/results.ts'
import { type Call, type Row, row } from '../../engine/row.ts'
import { auditFilter, decodeAuditFilter } from '../decode-audit-filter.ts'
import { AuditRecord } from '../nouns/audit.ts'

const encodePageOf =
  (log: Log) =>
  ({ totalCount, list, pool }: AuditPage, { language }: Call) => ({
    totalCount,
    list: list.map((entry) => encodeAuditEntry({ pool, log, language }, entry)),
  })

const encodeFileOf =
  (log: Log, name: string) =>
  (stream: AuditStream, { language, reply }: Call) => {
    void reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${name}.csv"`)
    return Readable.from(encodeAuditCsv(stream, { log, language }))
  }

const publication = {
  eventType: text('What kind of event, such as order.paid.'),
  source: optionalText('Which program says so.'),
  eventData: optionalUnchecked('A text, or an object that is kept as JSON.', { type: ['string', 'object'] }),
}

interface SentPublication {
  eventType: string
  source?: string
  eventData?: unknown
}

const decodePublication = ({ body }: { body: SentPublication }) => ({
  type: body.eventType,
  source: body.source,
  data: body.eventData,
})

const published = shape({ success: yesOrNo() })

export const auditRows: Row[] = [
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
  row('POST /api/v3/pub-event', publishEvent, {
    summary: 'Publish an event of yours',
    body: publication,
    decode: decodePublication,
    result: published,
    encode: () => ({ success: true }),
  }),
  row('POST /api/v3/pub-userEvent', publishOwnEvent, {
    summary: 'Publish an event about yourself',
    body: publication,
    decode: decodePublication,
    result: published,
    encode: () => ({ success: true }),
  }),
]
