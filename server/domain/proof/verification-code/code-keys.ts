import { createHmac, hkdfSync, randomInt } from 'node:crypto'
import type { SentPurpose } from './purpose.ts'

/** The keyed hashes under which codes are stored, derived from the secret of the installation. */
export interface CodeKeys {
  addressHash(userPoolId: string, address: string): Buffer
  /** Bound to everything that the code is for. */
  codeHash(bound: { userPoolId: string; address: string; purpose: SentPurpose }, code: string): Buffer
}

export function createCodeKeys(secretKey: string): CodeKeys {
  const key = Buffer.from(hkdfSync('sha256', secretKey, '', 'menshen verification codes', 32))
  const hmac = (...parts: string[]) => createHmac('sha256', key).update(JSON.stringify(parts)).digest()
  return {
    addressHash: (userPoolId, address) => hmac('address', userPoolId, address),
    codeHash: ({ userPoolId, address, purpose }, code) => hmac('code', userPoolId, address, purpose, code),
  }
}

/** A code of so many digits, each as likely as the next. */
export function newCode(length: number): string {
  return Array.from({ length }, () => randomInt(10)).join('')
}
