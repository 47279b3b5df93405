import type { Measured } from '../read-image.ts'

/** RFC 9649: a RIFF container whose first chunk says how large the picture is. */
export function readWebp(bytes: Buffer): Measured | null {
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WEBP') return null
  const end = 8 + bytes.readUInt32LE(4)
  const size = readSize(bytes, bytes.toString('latin1', 12, 16))
  return size && end > 30 && end <= bytes.length ? { ...size, end } : null
}

function readSize(bytes: Buffer, chunk: string): Omit<Measured, 'end'> | null {
  if (chunk === 'VP8X') return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 }
  if (chunk === 'VP8L' && bytes.readUInt8(20) === 0x2f) {
    const bits = bytes.readUInt32LE(21)
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
  }
  if (chunk === 'VP8 ' && bytes.readUIntBE(23, 3) === 0x9d012a)
    return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff }
  return null
}
