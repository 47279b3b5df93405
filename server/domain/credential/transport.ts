import { constants, type KeyObject, privateDecrypt } from 'node:crypto'
import { refuse } from '@menshen/contract/errors'

/**
 * The password that a client encrypted for the wire: base64 of RSA PKCS#1 v1.5 under the key of `/api/v2/.well-known`.
 * Anything that does not decrypt is 2016. OpenSSL answers bad padding with random bytes instead of an error (implicit
 * rejection), so no padding oracle is left; what comes out is then no UTF-8 text, or simply a wrong password.
 */
export function decryptPassword(privateKey: KeyObject, encrypted: string): string {
  const size = (privateKey.asymmetricKeyDetails?.modulusLength ?? 0) / 8
  const given = /^[A-Za-z0-9+/=\s]+$/.test(encrypted) ? Buffer.from(encrypted, 'base64') : Buffer.alloc(0)
  if (given.length > size || given.length < size - 2) refuse(2016)
  // The official clients drop leading zero bytes of the ciphertext, which one in 256 has.
  const bytes = Buffer.concat([Buffer.alloc(size - given.length), given])
  try {
    const plain = privateDecrypt({ key: privateKey, padding: constants.RSA_PKCS1_PADDING }, bytes)
    return new TextDecoder('utf-8', { fatal: true }).decode(plain)
  } catch {
    return refuse(2016)
  }
}
