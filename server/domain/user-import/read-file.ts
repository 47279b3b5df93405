import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { Worker } from 'node:worker_threads'
import { Refusal, refuse } from '@menshen/contract/errors'
import { parse as parseCsv } from 'csv-parse'
import type { FileRow } from './import-job.ts'
import { splitJson } from './split-json.ts'

export type FileFormat = 'csv' | 'json' | 'xlsx'

/** A row of a sheet is no longer than this; what is longer is no file of people. */
const longestRow = 262_144
const mostColumns = 100
/** A spreadsheet is unpacked in memory, in a thread of its own that may use no more than so much. */
const largestSheet = 8_388_608
const sheetMemoryMb = 384

export function formatOf(fileName: string): FileFormat {
  const ending = /\.(csv|json|xlsx)$/i.exec(fileName)?.[1]?.toLowerCase()
  return (ending as FileFormat | undefined) ?? refuse(400, { values: { detail: 'the file must be CSV, XLSX or JSON' } })
}

/** The rows of a file as it arrives. 400 what is not of the format, 413 a spreadsheet that is too large. */
export async function* readFile(format: FileFormat, file: Readable): AsyncGenerator<FileRow> {
  if (format === 'json') yield* readJson(file)
  else if (format === 'csv') yield* readCsv(file)
  else yield* readSheet(file)
}

async function* readJson(file: Readable): AsyncGenerator<FileRow> {
  for await (const text of splitJson(file, longestRow)) {
    const row: unknown = parseJson(text)
    if (typeof row !== 'object' || row === null || Array.isArray(row)) return wrong('each row must be an object')
    yield row as FileRow
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return wrong('a row is no JSON')
  }
}

async function* readCsv(file: Readable): AsyncGenerator<FileRow> {
  const parser = parseCsv({
    bom: true,
    columns: (heading: string[]) => headingOf(heading),
    skip_empty_lines: true,
    relax_column_count_less: true,
    max_record_size: longestRow,
  })
  file.on('error', (error) => parser.destroy(error))
  file.pipe(parser)
  try {
    for await (const row of parser) yield row as FileRow
  } catch (error) {
    const { code } = error as { code?: unknown }
    if (typeof code === 'string' && code.startsWith('CSV_')) wrong('the file is no CSV that can be read')
    throw error
  }
}

function headingOf(cells: readonly unknown[]): string[] {
  const names = cells.map((cell) => String(cell ?? '').trim())
  if (names.length > mostColumns) wrong(`there are more than ${mostColumns} columns`)
  if (new Set(names).size < names.length || names.includes('')) wrong('each column must have a name of its own')
  return names
}

async function* readSheet(file: Readable): AsyncGenerator<FileRow> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of file) {
    size += (chunk as Buffer).length
    if (size > largestSheet) refuse(413)
    chunks.push(chunk as Buffer)
  }
  const worker = new Worker(new URL('./read-sheet.ts', import.meta.url), {
    workerData: Buffer.concat(chunks),
    resourceLimits: { maxOldGenerationSizeMb: sheetMemoryMb },
  })
  try {
    const [rows] = (await once(worker, 'message')) as [unknown[][]]
    const [heading = [], ...others] = rows
    const names = headingOf(heading)
    for (const cells of others) yield Object.fromEntries(names.map((name, at) => [name, cells[at]]))
  } catch (error) {
    if (error instanceof Refusal) throw error
    wrong('the file is no spreadsheet that can be read')
  } finally {
    await worker.terminate()
  }
}

function wrong(detail: string): never {
  return refuse(400, { values: { detail } })
}
