import { type Cell, cellValue, type RawCell } from './cell-value.ts'
import { readStrings } from './read-strings.ts'
import { readStyles } from './read-styles.ts'
import { findSheet } from './read-workbook.ts'
import { readXml, type XmlEvent } from './read-xml.ts'
import { readDirectory, UnreadableSheet, unpack } from './read-zip.ts'

export type { Cell } from './cell-value.ts'
export { UnreadableSheet } from './read-zip.ts'

export interface SheetBounds {
  /** What stands further to the right is passed over, but in the first row: there it is `UnreadableSheet`. */
  columns: number
  /** Of one cell. */
  characters: number
  /** Milliseconds of work, without the waiting for the reader of the rows. */
  time: number
}

/**
 * The rows of a spreadsheet's first sheet (ECMA-376 part 1, 18.3.1) that have something in them, one after another and without
 * unpacking it as a whole. Throws `UnreadableSheet` for what is none or beyond the bounds, the signal's reason once it is aborted.
 */
export async function* readSheet(file: Buffer, bounds: SheetBounds, signal?: AbortSignal): AsyncGenerator<Cell[]> {
  let left = bounds.time
  let from = performance.now()
  const watched = async function* (name: string) {
    for await (const chunk of unpack(file, directory, name)) {
      signal?.throwIfAborted()
      if (performance.now() - from > left) throw new UnreadableSheet('it takes too long to read')
      yield chunk
    }
  }
  const directory = readDirectory(file)
  const open = (name: string) => readXml(watched(name))
  const { sheet, dates1904 } = await findSheet(directory, open)
  const strings = directory.has('xl/sharedStrings.xml') ? await readStrings(open('xl/sharedStrings.xml')) : []
  const dateStyles = directory.has('xl/styles.xml') ? await readStyles(open('xl/styles.xml')) : new Set<number>()
  const rows = createRows(bounds, (cell) => cellValue(cell, { strings, dateStyles, dates1904 }))
  for await (const events of open(sheet)) {
    for (const row of rows.take(events)) {
      left -= performance.now() - from
      yield row
      from = performance.now()
    }
  }
}

/** Puts rows together from the parts of a sheet. */
function createRows({ columns, characters }: SheetBounds, read: (cell: RawCell) => Cell) {
  let row: Cell[] = []
  let at = -1
  let cell: RawCell | null = null
  /** Whether text belongs to the cell: not in formulas, nor in how Chinese and Japanese letters are read aloud. */
  let taking = false
  let aloud = false
  let first = true

  function begin(attributes: Record<string, string>) {
    at = attributes.r ? columnOf(attributes.r) : at + 1
    if (first && at >= columns) throw new UnreadableSheet(`there are more than ${columns} columns`)
    cell = { type: attributes.t ?? 'n', style: Number(attributes.s ?? 0), text: null }
  }

  function end() {
    const value = cell && at < columns ? read(cell) : null
    if (value !== null) row[at] = value
    cell = null
  }

  function finish(): Cell[] | null {
    const done = row.length > 0 ? Array.from(row, (value) => value ?? null) : null
    if (done) first = false
    row = []
    return done
  }

  function* take(events: XmlEvent[]): Generator<Cell[]> {
    for (const event of events) {
      if (event.kind === 'text') {
        if (!taking || !cell) continue
        cell.text = (cell.text ?? '') + event.text
        if (cell.text.length > characters) throw new UnreadableSheet('a cell is too long')
        continue
      }
      const { name } = event
      const opens = event.kind === 'open'
      const closes = event.kind === 'close' || event.closed
      if (name === 'row' && opens) at = -1
      else if (name === 'c' && opens) begin(event.attributes)
      else if (name === 'rPh') aloud = opens && !closes
      else if (name === 'v' || name === 't') taking = opens && !closes && !aloud
      if (name === 'c' && closes) end()
      const done = name === 'row' && closes ? finish() : null
      if (done) yield done
    }
  }
  return { take }
}

/** `AB12` is the 28th column, counted from nought. */
function columnOf(place: string): number {
  const letters = /^[A-Z]{1,3}(?=\d+$)/i.exec(place)?.[0].toUpperCase()
  if (!letters) throw new UnreadableSheet('a cell has no place')
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}
