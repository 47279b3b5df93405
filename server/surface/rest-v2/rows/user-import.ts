import { pipeline, Readable } from 'node:stream'
import { Refusal, refuse, say } from '@menshen/contract/errors'
import { stringify } from 'csv-stringify'
import type { FastifyRequest } from 'fastify'
import { pageOf } from '#domain/page.ts'
import { exportUsers } from '#domain/user/export.ts'
import { profileFields, type User } from '#domain/user/user.ts'
import { importUsers, largestFile } from '#domain/user-import/begin.ts'
import type { ImportJob, ImportProgress } from '#domain/user-import/import-job.ts'
import { getImport, listImports, listRefusedRows } from '#domain/user-import/progress.ts'
import { writeSheet } from '#platform/xlsx/write-sheet.ts'
import { encodeUser, restDate } from '../../wire/user.ts'
import { type Call, plainRow, type Row, row } from '../row.ts'

function encodeJob({ id, fileName, status, total, createdAt, finishedAt }: ImportJob) {
  return { id, fileName, status, total, createdAt: restDate(createdAt), finishedAt: finishedAt && restDate(finishedAt) }
}

function encodeProgress(job: ImportProgress) {
  const { done, created, refused } = job
  return { ...encodeJob(job), done, created, refused }
}

/** 415 no form, 2231 no file in it, 413 one that is too large; then those of `importUsers`. */
async function readForm({ domain, hints, request }: Call) {
  if (!request.isMultipart()) refuse(415, { values: { type: (request.headers['content-type'] ?? '').slice(0, 100) } })
  if (Number(request.headers['content-length'] ?? 0) > largestFile) refuse(413)
  try {
    const part = (await partOf(request)) ?? refuse(2231)
    part.file.once('limit', () => part.file.destroy(new Refusal(413)))
    return encodeJob(await importUsers(domain, hints, { fileName: part.filename, file: part.file }))
  } finally {
    // A connection that is left standing in the middle of a body serves nobody.
    request.raw.unpipe().resume()
  }
}

function partOf(request: FastifyRequest) {
  const limits = { fileSize: largestFile, files: 1, fields: 8, parts: 9, fieldSize: 1_000, headerPairs: 20 }
  return request
    .file({ limits, throwFileSizeLimit: false })
    .catch(() => refuse(400, { values: { detail: 'the form could not be read' } }))
}

const columns = [
  ...['id', 'username', 'email', 'emailVerified', 'phone', 'phoneCountryCode', 'phoneVerified', 'externalId'],
  ...['unionid', 'openid', 'status', 'blocked', 'createdAt', 'updatedAt', 'lastLogin', 'loginsCount'],
  ...profileFields,
]

/** A spreadsheet would take such a text for a formula; an apostrophe says that it is none. */
function guarded(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}

function cellsOf(user: User): string[] {
  const encoded = encodeUser(user, restDate) as Record<string, unknown>
  return columns.map((name) => guarded(encoded[name] === null ? '' : String(encoded[name])))
}

async function* tableOf(people: AsyncIterable<User>): AsyncGenerator<string[]> {
  yield columns
  for await (const user of people) yield cellsOf(user)
}

async function* listOf(people: AsyncIterable<User>): AsyncGenerator<string> {
  let before = '[\n'
  for await (const user of people) {
    const encoded = encodeUser(user, restDate) as Record<string, unknown>
    yield before + JSON.stringify(Object.fromEntries(columns.map((name) => [name, encoded[name]])))
    before = ',\n'
  }
  yield before === '[\n' ? '[]\n' : '\n]\n'
}

const formats = {
  csv: {
    type: 'text/csv; charset=utf-8',
    // With a byte order mark, by which spreadsheets know UTF-8.
    write: (people: AsyncIterable<User>) =>
      pipeline(Readable.from(tableOf(people)), stringify({ bom: true }), () => {}),
  },
  json: {
    type: 'application/json; charset=utf-8',
    write: (people: AsyncIterable<User>) => Readable.from(listOf(people)),
  },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    write: (people: AsyncIterable<User>) => Readable.from(writeSheet('users', tableOf(people))),
  },
}

async function sendExport({ domain, hints, parts, reply }: Call) {
  const people = await domain.ask(exportUsers, hints, {})
  const name = parts.query.optionalText('format') ?? 'csv'
  if (!Object.hasOwn(formats, name)) refuse(400, { values: { detail: 'format must be csv, xlsx or json' } })
  const { type, write } = formats[name as keyof typeof formats]
  void reply.header('content-type', type).header('content-disposition', `attachment; filename="users.${name}"`)
  return write(people)
}

export const userImportRows: Row[] = [
  { ...plainRow('POST /api/v2/users/import', readForm), takesForm: true },
  row(
    'GET /api/v2/users/import',
    listImports,
    ({ query }) => pageOf(query.optionalNumber('page'), query.optionalNumber('limit')),
    (jobs) => jobs.map(encodeJob),
  ),
  row('GET /api/v2/users/import/:id', getImport, ({ path }) => ({ id: path.text('id') }), encodeProgress),
  row(
    'GET /api/v2/users/import/:id/refused',
    listRefusedRows,
    ({ path, query }) => ({
      ...pageOf(query.optionalNumber('page'), query.optionalNumber('limit')),
      id: path.text('id'),
    }),
    ({ totalCount, list }, { language }) => ({
      totalCount,
      list: list.map(({ row, code, details }) => ({ row, code, message: say(code, language, details) })),
    }),
  ),
  plainRow('GET /api/v2/users/export', sendExport, { raw: true }),
]
