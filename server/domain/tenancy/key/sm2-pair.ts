import { createPrivateKey, createPublicKey } from 'node:crypto'

/** A key pair on the curve of GM/T 0003, in hexadecimal. */
export interface Sm2Pair {
  /** The uncompressed point: `04`, x and y, as clients are configured with it. */
  publicHex: string
  privateHex: string
}

/** The numbers of an SM2 key in PEM: Node makes such keys and cannot decrypt with them. */
export function readSm2Pair(privatePem: string): Sm2Pair {
  const key = createPrivateKey(privatePem)
  // RFC 5480 section 2.2: the point ends the encoding. RFC 5915 section 3: the number follows version 1, in 32 bytes.
  const point = createPublicKey(privatePem).export({ type: 'spki', format: 'der' }).subarray(-65)
  const der = key.export({ type: 'pkcs8', format: 'der' })
  const marker = Buffer.from('0201010420', 'hex')
  const start = der.indexOf(marker) + marker.length
  return { publicHex: point.toString('hex'), privateHex: der.subarray(start, start + 32).toString('hex') }
}
