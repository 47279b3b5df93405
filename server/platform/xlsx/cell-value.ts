/** What stands in a cell. */
export type Cell = string | number | boolean | Date | null

/** A cell as the file has it. */
export interface RawCell {
  /** ECMA-376 part 1, 18.18.11. */
  type: string
  style: number
  text: string | null
}

export interface Surroundings {
  strings: readonly string[]
  /** Styles that show a number as a date. */
  dateStyles: ReadonlySet<number>
  dates1904: boolean
}

const day = 86_400_000
/** Day 0 of the dates: 1899-12-30, as 1900 had a 29th of February for the first spreadsheets; or 1904-01-01. */
const epoch = { 1900: -25_569, 1904: -24_107 }

/** What a cell means; null for an empty one, and for an error such as `#N/A`. */
export function cellValue({ type, style, text }: RawCell, { strings, dateStyles, dates1904 }: Surroundings): Cell {
  if (text === null || type === 'e') return null
  if (type === 's') return plain(strings[Number(text)] ?? '')
  if (type === 'inlineStr' || type === 'str') return plain(text)
  if (type === 'b') return text.trim() === '1'
  if (type === 'd') return dateOf(Date.parse(text)) ?? plain(text)
  const number = text.trim() === '' ? Number.NaN : Number(text)
  if (!Number.isFinite(number)) return plain(text)
  if (!dateStyles.has(style)) return number
  // To the second: the fraction of a day is no round number of milliseconds.
  return dateOf(Math.round((number + epoch[dates1904 ? 1904 : 1900]) * 86_400) * 1_000) ?? number
}

function dateOf(time: number): Date | null {
  return Math.abs(time) < 100_000 * 365 * day ? new Date(time) : null
}

/** `_x000D_` is how a spreadsheet writes what XML cannot hold (18.4.12 of part 1, `ST_Xstring`). */
function plain(text: string): string | null {
  const letters = text.replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return letters.trim() || null
}
