// Spreadsheets as other programs write them, and as nobody should.
import { crc32, deflateRawSync } from 'node:zlib'

export interface Part {
  name: string
  content: string | Buffer
  /** What the directory says of its size; the truth when left out. */
  claims?: number
}

/** A ZIP file of these parts. */
export function zip(parts: Part[]): Buffer {
  const bodies: Buffer[] = []
  const lines: Buffer[] = []
  let at = 0
  for (const { name, content, claims } of parts) {
    const bytes = Buffer.from(content)
    const packed = deflateRawSync(bytes, { level: 9 })
    const sizes = [crc32(bytes), packed.length, claims ?? bytes.length]
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt16LE(8, 8)
    for (const [index, size] of sizes.entries()) head.writeUInt32LE(size, 14 + 4 * index)
    head.writeUInt16LE(name.length, 26)
    const line = Buffer.alloc(46)
    line.writeUInt32LE(0x02014b50, 0)
    line.writeUInt16LE(8, 10)
    for (const [index, size] of sizes.entries()) line.writeUInt32LE(size, 16 + 4 * index)
    line.writeUInt16LE(name.length, 28)
    line.writeUInt32LE(at, 42)
    bodies.push(head, Buffer.from(name), packed)
    lines.push(line, Buffer.from(name))
    at += 30 + name.length + packed.length
  }
  const directory = Buffer.concat(lines)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...bodies, directory, end])
}

const workbook = '<workbook xmlns:r="r"><sheets><sheet name="people" sheetId="1" r:id="rId1"/></sheets></workbook>'
const relationships =
  '<Relationships><Relationship Id="rId1" Type="worksheet" Target="worksheets/sheet1.xml"/></Relationships>'

/** A spreadsheet whose first sheet has this between the tags of its data. */
export function sheet(rows: string, more: Part[] = []): Buffer {
  return zip([
    { name: 'xl/workbook.xml', content: workbook },
    { name: 'xl/_rels/workbook.xml.rels', content: relationships },
    { name: 'xl/worksheets/sheet1.xml', content: `<worksheet><sheetData>${rows}</sheetData></worksheet>` },
    ...more,
  ])
}
