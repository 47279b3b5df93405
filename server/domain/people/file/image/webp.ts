import type { Measured } from './measured.ts'

/** Of VP8X: whether there are chunks with camera data and with XMP. */
const toldFlags = 0x08 | 0x04
const told = new Set(['EXIF', 'XMP '])

/** RFC 9649: a RIFF container whose first chunk says how large the picture is. */
export function readWebp(bytes: Buffer): Measured | null {
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WEBP') return null
  const end = 8 + bytes.readUInt32LE(4)
  const size = readSize(bytes, bytes.toString('latin1', 12, 16))
  const parts = size && end > 30 && end <= bytes.length ? chunksOf(bytes.subarray(0, end)) : null
  return size && parts && { ...size, parts }
}

/** What shows the picture, under a head that says how much of it there is; null when a chunk breaks off. */
function chunksOf(bytes: Buffer): Buffer[] | null {
  const parts: Buffer[] = []
  for (let at = 12; at < bytes.length; ) {
    const type = bytes.toString('latin1', at, at + 4)
    const length = bytes.readUInt32LE(at + 4)
    if (at + 8 + length > bytes.length) return null
    // Some writers leave the last byte of padding out.
    const end = at + 8 + length + (length % 2)
    const chunk = Buffer.from(bytes.subarray(at, end))
    if (type === 'VP8X') chunk.writeUInt8(chunk.readUInt8(8) & ~toldFlags, 8)
    if (!told.has(type)) parts.push(chunk)
    at = end
  }
  const head = Buffer.from(bytes.subarray(0, 12))
  head.writeUInt32LE(4 + parts.reduce((sum, { length }) => sum + length, 0), 4)
  return [head, ...parts]
}

function readSize(bytes: Buffer, chunk: string): Pick<Measured, 'width' | 'height'> | null {
  if (chunk === 'VP8X') return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 }
  if (chunk === 'VP8L' && bytes.readUInt8(20) === 0x2f) {
    const bits = bytes.readUInt32LE(21)
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
  }
  if (chunk === 'VP8 ' && bytes.readUIntBE(23, 3) === 0x9d012a)
    return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff }
  return null
}
