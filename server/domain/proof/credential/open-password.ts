import { constants, type KeyObject, privateDecrypt } from 'node:crypto'
import { sm2 } from 'sm-crypto-v2'

/** The private halves of the keys under which clients encrypt passwords. */
export interface OpeningKeys {
  privateKey: KeyObject
  /** In hexadecimal. */
  sm2PrivateHex: string
}

/**
 * What a client encrypted for the wire; null when it does not decrypt to a text. Blocks the thread, for SM2 some 30 ms: it is
 * run by `opening-thread.ts` and nowhere else.
 */
export function openPassword(keys: OpeningKeys, encrypted: string): string | null {
  const plain = encrypted.startsWith('sm2:') ? openSm2(keys, encrypted.slice(4)) : openRsa(keys, encrypted)
  try {
    return plain && new TextDecoder('utf-8', { fatal: true }).decode(plain)
  } catch {
    return null
  }
}

/**
 * OpenSSL answers bad padding with random bytes instead of an error (implicit rejection), so no padding oracle is left;
 * what comes out is then no UTF-8 text, or simply a wrong password.
 */
function openRsa({ privateKey }: OpeningKeys, encrypted: string): Buffer | null {
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
function openSm2({ sm2PrivateHex }: OpeningKeys, encrypted: string): Uint8Array | null {
  const given = encrypted.trim().toLowerCase()
  if (!/^([0-9a-f]{2})+$/.test(given)) return null
  // The official clients leave out the 04 of an uncompressed point, others do not; a point may begin with it by chance.
  const forms = given.startsWith('04') ? [given, given.slice(2)] : [given]
  for (const form of forms) {
    if (form.length <= overhead || form.length > longest) continue
    const plain = decryptSm2(form, sm2PrivateHex)
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
