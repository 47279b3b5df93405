import { Readable } from 'node:stream'
import { refuse } from '@menshen/contract/errors'
import { parse as parseCsv } from 'csv-parse'
import { fields, ofKind } from '#domain/shape/kind.ts'
import { requireFew } from '#domain/shape/list.ts'
import { jsonOf } from '#platform/bounded-json.ts'
import { decodeText, UndecodableText } from '#platform/decode-text.ts'
import { type Cell, readSheet, UnreadableSheet } from '#platform/xlsx/read-sheet.ts'
import type { FileRow } from './import-job.ts'
import { splitJson } from './split-json.ts'

export type FileFormat = 'csv' | 'json' | 'xlsx'

/** A row of a sheet is no longer than this; what is longer is no file of people. */
const longestRow = 262_144
const mostColumns = 100
/** A spreadsheet is held while it is read, for its directory stands at the end. */
const largestSheet = 8_388_608
/** Its work may take so long, without the time that the rows take. */
const sheetMs = 20_000

export function formatOf(fileName: string): FileFormat {
  const ending = /\.(csv|json|xlsx)$/i.exec(fileName)?.[1]?.toLowerCase()
  return (
    (ending as FileFormat | undefined) ?? refuse(400, { variant: 'fileFormat', values: { formats: 'CSV, XLSX, JSON' } })
  )
}

/** The rows of a file as it arrives. 400 what is not of the format, 413 a spreadsheet that is too large. */
export async function* readFile(format: FileFormat, file: Readable, gone?: AbortSignal): AsyncGenerator<FileRow> {
  try {
    if (format === 'json') yield* readJson(file)
    else if (format === 'csv') yield* readCsv(file)
    else yield* readTable(await heldOf(file), gone)
  } catch (error) {
    if (error instanceof UnreadableSheet) refuse(400, { variant: 'unreadableFile' })
    if (error instanceof UndecodableText) refuse(400, { variant: 'encoding', values: { line: error.line } })
    throw error
  }
}

async function* readJson(file: Readable): AsyncGenerator<FileRow> {
  for await (const text of splitJson(decodeText(file), longestRow)) {
    const row = jsonOf(text)
    if (row === undefined) refuse(400, { variant: 'jsonText', values: { field: 'row' } })
    yield ofKind(fields, row, 'row') as FileRow
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
  const text = Readable.from(decodeText(file))
  text.on('error', (error) => parser.destroy(error))
  text.pipe(parser)
  try {
    for await (const row of parser) if (!isEmpty(Object.values(row))) yield row as FileRow
  } catch (error) {
    const { code } = error as { code?: unknown }
    if (typeof code === 'string' && code.startsWith('CSV_')) refuse(400, { variant: 'unreadableFile' })
    throw error
  }
}

function headingOf(cells: readonly unknown[]): string[] {
  const names = cells.map((cell) => String(cell ?? '').trim())
  requireFew(names, 'columns', mostColumns)
  if (new Set(names).size < names.length || names.includes('')) refuse(400, { variant: 'columnNames' })
  return names
}

/** A row of commas alone is what a spreadsheet leaves of an empty row. */
function isEmpty(cells: readonly unknown[]): boolean {
  return cells.every((cell) => cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === ''))
}

async function* readTable(file: Buffer, gone?: AbortSignal): AsyncGenerator<FileRow> {
  const bounds = { columns: mostColumns, characters: longestRow, time: sheetMs }
  let names: string[] | null = null
  for await (const cells of inTurn(() => readSheet(file, bounds, gone))) {
    if (isEmpty(cells)) continue
    if (names) yield rowOf(names, cells)
    else names = headingOf(cells)
  }
}

function rowOf(names: readonly string[], cells: readonly Cell[]): FileRow {
  return Object.fromEntries(names.map((name, at) => [name, cells[at]]))
}

async function heldOf(file: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of file) {
    size += (chunk as Buffer).length
    if (size > largestSheet) refuse(413)
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks)
}

let last: Promise<void> = Promise.resolve()

/** One spreadsheet at a time in a process: each may hold all of its texts. */
async function* inTurn<Item>(read: () => AsyncIterable<Item>): AsyncGenerator<Item> {
  const before = last
  const { promise, resolve } = Promise.withResolvers<void>()
  last = before.then(() => promise)
  try {
    await before
    yield* read()
  } finally {
    resolve()
  }
}
