import type { Measured } from './measured.ts'

const extension = 0x21
const image = 0x2c
const trailer = 0x3b
const comment = 0xfe
const application = 0xff

/** Graphics Interchange Format 89a: a screen, then extensions and images, each in sub-blocks, up to a trailer. */
export function readGif(bytes: Buffer): Measured | null {
  if (!/^GIF8[79]a$/.test(bytes.toString('latin1', 0, 6))) return null
  const screen = { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) }
  let hasImage = false
  const start = 13 + colourTable(bytes.readUInt8(10))
  const kept = [bytes.subarray(0, start)]
  for (let at = start; ; ) {
    const block = bytes.readUInt8(at)
    if (block === trailer) return hasImage ? { ...screen, parts: [...kept, bytes.subarray(at, at + 1)] } : null
    if (block !== extension && block !== image) return null
    // Behind the descriptor of an image and its table stands one byte, the size of the codes.
    const from = block === extension ? at + 2 : at + 11 + colourTable(bytes.readUInt8(at + 9))
    const end = afterSubBlocks(bytes, from)
    if (block === image) hasImage = true
    if (block === image || isOfThePicture(bytes, at)) kept.push(bytes.subarray(at, end))
    at = end
  }
}

/** Comments are not, nor what programs leave behind, but how often the pictures are to be repeated is. */
function isOfThePicture(bytes: Buffer, at: number): boolean {
  const label = bytes.readUInt8(at + 1)
  if (label === application) return /^(NETSCAPE2\.0|ANIMEXTS1\.0)$/.test(bytes.toString('latin1', at + 3, at + 14))
  return label !== comment
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
