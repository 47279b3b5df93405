import type { XmlEvent } from './read-xml.ts'
import { UnreadableSheet, type ZipDirectory } from './read-zip.ts'

type Open = (name: string) => AsyncIterable<XmlEvent[]>

const usual = 'xl/worksheets/sheet1.xml'

/** Where the first sheet is, and how the dates count. */
export async function findSheet(directory: ZipDirectory, open: Open): Promise<{ sheet: string; dates1904: boolean }> {
  let [id, dates1904] = ['', false]
  for await (const { name, attributes } of opened(open('xl/workbook.xml'))) {
    if (name === 'workbookPr') dates1904 = /^(1|true)$/.test(attributes.date1904 ?? '')
    if (name === 'sheet' && id === '') id = attributes.id ?? ''
  }
  const rels = 'xl/_rels/workbook.xml.rels'
  if (directory.has(rels))
    for await (const { name, attributes } of opened(open(rels)))
      if (name === 'Relationship' && attributes.Id === id) return { sheet: pathOf(attributes.Target ?? ''), dates1904 }
  if (!directory.has(usual)) throw new UnreadableSheet('it has no sheet')
  return { sheet: usual, dates1904 }
}

async function* opened(xml: AsyncIterable<XmlEvent[]>) {
  for await (const events of xml) for (const event of events) if (event.kind === 'open') yield event
}

/** Relative to the workbook, or from the root with a slash. */
function pathOf(target: string): string {
  return new URL(target, 'zip:/xl/').pathname.slice(1)
}
