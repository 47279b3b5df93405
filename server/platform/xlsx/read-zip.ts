import { createInflateRaw } from 'node:zlib'

/** A file that is no ZIP file or spreadsheet, or unpacks to more than is allowed; the message says what is wrong with it. */
export class UnreadableSheet extends Error {}

interface Packed {
  method: number
  size: number
  /** Unpacked, as the directory says. */
  whole: number
  at: number
}

export type ZipDirectory = ReadonlyMap<string, Packed>

const endMark = 0x06054b50
const lineMark = 0x02014b50
const headMark = 0x04034b50
const mostEntries = 10_000
/** A zip file's comment is no longer. */
const longestComment = 65_535
/** All that is unpacked of one file together, and how much larger than its packed form a part may be once it is large. */
const mostBytes = 134_217_728
const mostRatio = 100
const ratioFrom = 16_777_216

/**
 * What is in a ZIP file (APPNOTE 4.3), by its directory at the end, before anything is unpacked. Throws `UnreadableSheet` where it
 * cannot be read, is of the kind beyond 4 GiB, or says of itself that it unpacks to more than 128 MiB or a hundredfold.
 */
export function readDirectory(file: Buffer): ZipDirectory {
  const end = findEnd(file)
  const entries = new Map<string, Packed>()
  const count = file.readUInt16LE(end + 10)
  let at = file.readUInt32LE(end + 16)
  let total = 0
  if (count > mostEntries) throw new UnreadableSheet('it has too many parts')
  for (let entry = 0; entry < count; entry++) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== lineMark)
      throw new UnreadableSheet('its directory is damaged')
    const [name, extra, comment] = [28, 30, 32].map((offset) => file.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ]
    const packed = {
      method: file.readUInt16LE(at + 10),
      size: file.readUInt32LE(at + 20),
      whole: file.readUInt32LE(at + 24),
      at: file.readUInt32LE(at + 42),
    }
    total += packed.whole
    if (total > mostBytes || isBomb(packed)) throw new UnreadableSheet('it unpacks to too much')
    entries.set(file.toString('utf8', at + 46, at + 46 + name).replace(/^\//, ''), packed)
    at += 46 + name + extra + comment
  }
  return entries
}

function isBomb({ size, whole }: Packed): boolean {
  return whole > ratioFrom && whole > size * mostRatio
}

function findEnd(file: Buffer): number {
  for (let at = file.length - 22; at >= 0 && at >= file.length - 22 - longestComment; at--)
    if (file.readUInt32LE(at) === endMark) return at
  throw new UnreadableSheet('it is no ZIP file')
}

/** The bytes of a part as they are unpacked; more than the directory says is thrown at once (`UnreadableSheet`). */
export async function* unpack(file: Buffer, directory: ZipDirectory, name: string): AsyncGenerator<Buffer> {
  const packed = directory.get(name)
  if (!packed) throw new UnreadableSheet(`${name} is missing`)
  const data = dataOf(file, packed)
  if (packed.method === 0) return yield data
  if (packed.method !== 8) throw new UnreadableSheet('it is packed in a way that is not known')
  const inflate = createInflateRaw({ chunkSize: 65_536 })
  inflate.end(data)
  let bytes = 0
  try {
    for await (const chunk of inflate as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > packed.whole) throw new UnreadableSheet('it unpacks to more than it says')
      yield chunk
    }
  } catch (error) {
    if (error instanceof UnreadableSheet || !(error as { code?: string }).code?.startsWith('Z_')) throw error
    throw new UnreadableSheet('it is damaged')
  } finally {
    inflate.destroy()
  }
}

function dataOf(file: Buffer, { at, size }: Packed): Buffer {
  if (at + 30 > file.length || file.readUInt32LE(at) !== headMark) throw new UnreadableSheet('it is damaged')
  const from = at + 30 + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28)
  if (from + size > file.length) throw new UnreadableSheet('it is damaged')
  return file.subarray(from, from + size)
}
