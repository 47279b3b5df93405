import type { Measured } from './measured.ts'

const signature = Buffer.from('89504e470d0a1a0a', 'hex')

/** What says something about the picture instead of showing it: texts, camera data, a time. */
const told = new Set(['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME'])

/** Portable Network Graphics, third edition, 5: a signature, then chunks from IHDR to IEND. */
export function readPng(bytes: Buffer): Measured | null {
  if (!bytes.subarray(0, 8).equals(signature) || bytes.toString('latin1', 12, 16) !== 'IHDR') return null
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
  const parts = [bytes.subarray(0, 8)]
  let hasData = false
  for (let at = 8; ; ) {
    const length = bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    const end = at + 12 + length
    if (end > bytes.length) return null
    if (!told.has(type)) parts.push(bytes.subarray(at, end))
    if (type === 'IDAT') hasData = true
    if (type === 'IEND') return hasData ? { width, height, parts } : null
    at = end
  }
}
