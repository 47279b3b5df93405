import { Refusal, refuse, say } from '@menshen/contract/errors'
import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { importUsers, largestFile } from '#domain/account/user-import/begin.ts'
import type { ImportJob, ImportProgress } from '#domain/account/user-import/import-job.ts'
import { getImport, listImports, listRefusedRows } from '#domain/account/user-import/progress.ts'
import { pageOf } from '#domain/shape/page.ts'
import { restDate } from '../../../view/user.ts'
import { page } from '../../engine/fields.ts'
import { count, pageResult, shape, word } from '../../engine/results.ts'
import { type Call, plainRow, type RestRow, row } from '../../engine/row.ts'
import { ImportJob as ImportJobNoun, ImportProgress as ImportProgressNoun } from '../nouns/pool.ts'

function encodeJob({ id, fileName, status, total, createdAt, finishedAt }: ImportJob) {
  return { id, fileName, status, total, createdAt: restDate(createdAt), finishedAt: finishedAt && restDate(finishedAt) }
}

function encodeProgress(job: ImportProgress) {
  const { done, created, refused } = job
  return { ...encodeJob(job), done, created, refused }
}

/** 415 no form, 2231 no file in it, 413 one that is too large; then those of `importUsers`. */
async function readForm({ domain, hints, request }: Call, read: () => unknown) {
  read()
  if (!request.isMultipart()) refuse(415, { values: { type: (request.headers['content-type'] ?? '').slice(0, 100) } })
  if (Number(request.headers['content-length'] ?? 0) > largestFile) refuse(413)
  const left = new AbortController()
  const leave = () => left.abort(new Refusal(400))
  request.raw.socket.once('close', leave)
  try {
    const part = (await partOf(request)) ?? refuse(2231)
    part.file.once('limit', () => part.file.destroy(new Refusal(413)))
    return encodeJob(await importUsers(domain, hints, { fileName: part.filename, file: part.file, gone: left.signal }))
  } finally {
    request.raw.socket.off('close', leave)
    // A connection that is left standing in the middle of a body serves nobody.
    request.raw.unpipe().resume()
  }
}

function partOf(request: FastifyRequest) {
  const limits = { fileSize: largestFile, files: 1, fields: 8, parts: 9, fieldSize: 1_000, headerPairs: 20 }
  return request.file({ limits, throwFileSizeLimit: false }).catch(() => refuse(400, { variant: 'form' }))
}

export const userImportRows: RestRow[] = [
  plainRow(
    'POST /api/v2/users/import',
    {
      summary: 'Import people from a file',
      operation: 'user-import.begin',
      admits: 'manager',
      result: ImportJobNoun,
      takesForm: true,
    },
    readForm,
  ),
  row('GET /api/v2/users/import', listImports, {
    summary: 'List imports',
    query: page,
    decode: ({ query }) => pageOf(query.page, query.limit),
    result: Type.Array(ImportJobNoun),
    encode: (jobs) => jobs.map(encodeJob),
  }),
  row('GET /api/v2/users/import/:id', getImport, {
    summary: 'Read how far an import is',
    decode: ({ path }) => path,
    result: ImportProgressNoun,
    encode: encodeProgress,
  }),
  row('GET /api/v2/users/import/:id/refused', listRefusedRows, {
    summary: 'List the rows of an import that made nobody',
    query: page,
    decode: ({ path, query }) => ({ ...pageOf(query.page, query.limit), ...path }),
    result: pageResult(shape({ row: count('From 1, without the heading.'), code: count(), message: word() })),
    encode: ({ totalCount, list }, { language }) => ({
      totalCount,
      list: list.map(({ row, code, details }) => ({ row, code, message: say(code, language, details) })),
    }),
  }),
]
