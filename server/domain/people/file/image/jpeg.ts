import { orientationOf, orientationOnly } from './exif.ts'
import type { Measured } from './measured.ts'

const endOfImage = 0xd9
const startOfScan = 0xda
const exif = 0xe1
const comment = 0xfe

/** JFIF, a colour profile, and how Adobe's colours are meant: without them the picture looks different. */
const shown: Record<number, string> = { 224: 'JFIF\0', 226: 'ICC_PROFILE\0', 238: 'Adobe' }

/** ITU-T T.81, annex B: segments, and after each start of a scan data in which a marker is never followed by 0 or RST. */
export function readJpeg(bytes: Buffer): Measured | null {
  if (bytes.toString('latin1', 0, 3) !== '\xff\xd8\xff') return null
  let size: Pick<Measured, 'width' | 'height'> | null = null
  let [scanned, turned] = [false, 1]
  const parts: Buffer[] = []
  for (let at = 2; ; ) {
    if (bytes.readUInt8(at) !== 0xff) return null
    const marker = bytes.readUInt8(at + 1)
    // A marker may be preceded by any number of fill bytes.
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === endOfImage)
      return size && scanned ? { ...size, parts: [head(bytes, turned), ...parts, bytes.subarray(at, at + 2)] } : null
    const length = bytes.readUInt16BE(at + 2)
    if (length < 2) return null
    if (isFrame(marker)) size ??= { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) }
    if (marker === startOfScan) scanned = true
    const end = marker === startOfScan ? endOfScan(bytes, at + 2 + length) : at + 2 + length
    const segment = bytes.subarray(at, end)
    if (marker === exif) turned = orientationOf(segment.subarray(4)) ?? turned
    if (isOfThePicture(marker, segment)) parts.push(segment)
    at = end
  }
}

/** The start of the picture; what a camera held sideways says of it has to stay. */
function head(bytes: Buffer, turned: number): Buffer {
  const start = bytes.subarray(0, 2)
  return turned === 1 ? start : Buffer.concat([start, orientationOnly(turned)])
}

/** Where it was taken, when, with what and what else programs write down is not. */
function isOfThePicture(marker: number, segment: Buffer): boolean {
  if (marker < 0xe0 || marker > 0xef) return marker !== comment
  const name = shown[marker]
  return name !== undefined && segment.toString('latin1', 4, 4 + name.length) === name
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
