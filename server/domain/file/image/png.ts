import type { Measured } from '../read-image.ts'

const signature = Buffer.from('89504e470d0a1a0a', 'hex')

/** Portable Network Graphics, third edition, 5: a signature, then chunks from IHDR to IEND. */
export function readPng(bytes: Buffer): Measured | null {
  if (!bytes.subarray(0, 8).equals(signature) || bytes.toString('latin1', 12, 16) !== 'IHDR') return null
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
  let hasData = false
  for (let at = 8; ; ) {
    const length = bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    at += 12 + length
    if (at > bytes.length) return null
    if (type === 'IDAT') hasData = true
    if (type === 'IEND') return hasData ? { width, height, end: at } : null
  }
}
