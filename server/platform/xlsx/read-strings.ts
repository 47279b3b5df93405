import type { XmlEvent } from './read-xml.ts'
import { UnreadableSheet } from './read-zip.ts'

/** Characters of all of them together: they are held while the sheet is read. */
const most = 33_554_432
const mostStrings = 2_000_000

/** The texts that cells refer to by number (ECMA-376 part 1, 18.4.9); how letters are read aloud is left out. */
export async function readStrings(xml: AsyncIterable<XmlEvent[]>): Promise<string[]> {
  const strings: string[] = []
  let [text, aloud, taking, total] = ['', false, false, 0]
  for await (const events of xml)
    for (const event of events) {
      if (event.kind === 'text') {
        if (taking) {
          text += event.text
          total += event.text.length
        }
        continue
      }
      const closes = event.kind === 'close' || event.closed
      if (event.name === 'rPh') aloud = !closes
      else if (event.name === 't') taking = !closes && !aloud
      else if (event.name === 'si' && closes) {
        strings.push(text)
        text = ''
      }
      if (total > most || strings.length > mostStrings) throw new UnreadableSheet('it has too much text')
    }
  return strings
}
