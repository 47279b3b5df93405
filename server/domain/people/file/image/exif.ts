// Exif 2.32, section 4.5: a TIFF file in a segment of a JPEG. Of all that a camera says only how it was held changes what is seen.
const start = 'Exif\0\0'
const orientation = 0x0112

/** Which way up, 1 to 8, by what stands in a segment APP1; null when it does not say. */
export function orientationOf(segment: Buffer): number | null {
  if (segment.toString('latin1', 0, 6) !== start) return null
  const tiff = segment.subarray(6)
  const little = tiff.toString('latin1', 0, 2) === 'II'
  const short = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  try {
    const directory = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
    const count = short(directory)
    for (let index = 0; index < count; index++) {
      const entry = directory + 2 + 12 * index
      if (short(entry) !== orientation) continue
      const value = short(entry + 8)
      return value >= 1 && value <= 8 ? value : null
    }
  } catch (error) {
    // Says more than there is: the picture itself may be fine.
    if (!(error instanceof RangeError)) throw error
  }
  return null
}

/** A segment APP1 that says which way up and nothing else. */
export function orientationOnly(value: number): Buffer {
  const tiff = Buffer.alloc(26)
  tiff.write('MM', 0, 'latin1')
  tiff.writeUInt16BE(42, 2)
  tiff.writeUInt32BE(8, 4)
  tiff.writeUInt16BE(1, 8)
  tiff.writeUInt16BE(orientation, 10)
  // One SHORT, at the front of the four bytes for it; no other directory follows.
  tiff.writeUInt16BE(3, 12)
  tiff.writeUInt32BE(1, 14)
  tiff.writeUInt16BE(value, 18)
  const length = Buffer.alloc(2)
  length.writeUInt16BE(2 + start.length + tiff.length)
  return Buffer.concat([Buffer.of(0xff, 0xe1), length, Buffer.from(start, 'latin1'), tiff])
}
