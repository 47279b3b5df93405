import type { Measured } from '../read-image.ts'

/** Graphics Interchange Format 89a: a screen, then extensions and images, each in sub-blocks, up to a trailer. */
export function readGif(bytes: Buffer): Measured | null {
  if (!/^GIF8[79]a$/.test(bytes.toString('latin1', 0, 6))) return null
  const screen = { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) }
  let hasImage = false
  for (let at = 13 + colourTable(bytes.readUInt8(10)); ; ) {
    const block = bytes.readUInt8(at)
    if (block === 0x3b) return hasImage ? { ...screen, end: at + 1 } : null
    if (block === 0x21) at = afterSubBlocks(bytes, at + 2)
    else if (block === 0x2c) {
      hasImage = true
      // Behind the descriptor and its table stands one byte, the size of the codes.
      at = afterSubBlocks(bytes, at + 11 + colourTable(bytes.readUInt8(at + 9)))
    } else return null
  }
}

/** Bytes of the table that the flags announce. */
function colourTable(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0
}

function afterSubBlocks(bytes: Buffer, from: number): number {
  for (let at = from; ; ) {
    const length = bytes.readUInt8(at)
    at += 1 + length
    if (length === 0) return at
  }
}
