import { constants, privateDecrypt } from 'node:crypto'
import { refuse } from '@menshen/contract/errors'
import { sm2 } from 'sm-crypto-v2'
import type { TransportKeys } from '../key/key-ring.ts'

/**
 * The password that a client encrypted for the wire: base64 of RSA PKCS#1 v1.5 under the key of `/api/v2/.well-known`, or
 * `sm2:` and the ciphertext under the key of `/api/v3/system`. Anything that does not decrypt is 2016.
 */
export function decryptPassword(keys: TransportKeys, encrypted: string): string {
  const plain = encrypted.startsWith('sm2:') ? openSm2(keys, encrypted.slice(4)) : openRsa(keys, encrypted)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(plain ?? refuse(2016))
  } catch {
    return refuse(2016)
  }
}

/**
 * OpenSSL answers bad padding with random bytes instead of an error (implicit rejection), so no padding oracle is left;
 * what comes out is then no UTF-8 text, or simply a wrong password.
 */
function openRsa({ privateKey }: TransportKeys, encrypted: string): Buffer | null {
  const size = (privateKey.asymmetricKeyDetails?.modulusLength ?? 0) / 8
  const given = /^[A-Za-z0-9+/=\s]+$/.test(encrypted) ? Buffer.from(encrypted, 'base64') : Buffer.alloc(0)
  if (given.length > size || given.length < size - 2) return null
  // The official clients drop leading zero bytes of the ciphertext, which one in 256 has.
  const bytes = Buffer.concat([Buffer.alloc(size - given.length), given])
  try {
    return privateDecrypt({ key: privateKey, padding: constants.RSA_PKCS1_PADDING }, bytes)
  } catch {
    return null
  }
}

/** The order of GM/T 0003.4-2012: a point, a digest, the text; by the number that the library has for it. */
const c1c3c2 = 1

/** Hexadecimal digits of point and digest, and of the longest text that RSA would carry too. */
const overhead = 128 + 64
const longest = overhead + 2 * 245

/** The digest inside says whether it decrypted: a password that was tampered with is none. */
function openSm2({ sm2: { privateHex } }: TransportKeys, encrypted: string): Uint8Array | null {
  const given = encrypted.trim().toLowerCase()
  if (!/^([0-9a-f]{2})+$/.test(given)) return null
  // The official clients leave out the 04 of an uncompressed point, others do not; a point may begin with it by chance.
  const forms = given.startsWith('04') ? [given, given.slice(2)] : [given]
  for (const form of forms) {
    if (form.length <= overhead || form.length > longest) continue
    const plain = decryptSm2(form, privateHex)
    if (plain) return plain
  }
  return null
}

function decryptSm2(form: string, privateHex: string): Uint8Array | null {
  try {
    const plain = sm2.doDecrypt(form, privateHex, c1c3c2, { output: 'array' })
    return plain.length > 0 ? plain : null
  } catch {
    // Not a point of the curve.
    return null
  }
}
