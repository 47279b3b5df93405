import type { Measured } from '../read-image.ts'

const endOfImage = 0xd9
const startOfScan = 0xda

/** ITU-T T.81, annex B: segments, and after each start of a scan data in which a marker is never followed by 0 or RST. */
export function readJpeg(bytes: Buffer): Measured | null {
  if (bytes.toString('latin1', 0, 3) !== '\xff\xd8\xff') return null
  let size: { width: number; height: number } | null = null
  let scanned = false
  for (let at = 2; ; ) {
    if (bytes.readUInt8(at) !== 0xff) return null
    const marker = bytes.readUInt8(at + 1)
    // A marker may be preceded by any number of fill bytes.
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === endOfImage) return size && scanned ? { ...size, end: at + 2 } : null
    const length = bytes.readUInt16BE(at + 2)
    if (length < 2) return null
    if (isFrame(marker)) size ??= { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) }
    at += 2 + length
    if (marker === startOfScan) {
      scanned = true
      at = endOfScan(bytes, at)
    }
  }
}

/** SOF0 to SOF15, among which DHT, JPG and DAC have their numbers. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
}

function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes.readUInt8(at + 1)
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return bytes.length
}
