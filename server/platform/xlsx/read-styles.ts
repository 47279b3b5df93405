import type { XmlEvent } from './read-xml.ts'

/** Formats of dates and times that have a number of their own (ECMA-376 part 1, 18.8.30, Chinese and Japanese ones too). */
const builtIn = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
] as const

/** The styles, by number, that show a number as a date. */
export async function readStyles(xml: AsyncIterable<XmlEvent[]>): Promise<Set<number>> {
  const own = new Map<string, boolean>()
  const dates = new Set<number>()
  let [within, style] = [false, 0]
  for await (const events of xml)
    for (const event of events) {
      if (event.kind === 'text') continue
      const opens = event.kind === 'open'
      if (event.name === 'cellXfs') within = opens && !event.closed
      if (!opens) continue
      const { numFmtId = '0', formatCode = '' } = event.attributes
      if (event.name === 'numFmt') own.set(numFmtId, isDate(formatCode))
      if (event.name === 'xf' && within) {
        if (own.get(numFmtId) ?? isBuiltIn(Number(numFmtId))) dates.add(style)
        style++
      }
    }
  return dates
}

function isBuiltIn(id: number): boolean {
  return builtIn.some(([from, to]) => id >= from && id <= to)
}

/** Years, months, days or hours, outside of quotes, brackets and escapes. */
function isDate(code: string): boolean {
  return /[ymdhs]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|[\\_*]./g, '')) && !/^general$/i.test(code)
}
