import { generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import { newToken } from '#platform/crypto/random.ts'
import type { StoredKey } from './key-ring.ts'

const generate = promisify(generateKeyPair) as unknown as (
  type: string,
  options: object,
) => Promise<{ publicKey: string; privateKey: string }>

const encoding = {
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
}

const kinds = {
  transport: ['rsa', { modulusLength: 2048 }],
  'transport:SM2': ['ec', { namedCurve: 'SM2' }],
  'signing:RS256': ['rsa', { modulusLength: 2048 }],
  'signing:ES256': ['ec', { namedCurve: 'P-256' }],
  'signing:EdDSA': ['ed25519', {}],
} as const

/** What an installation has keys for. */
export type KeyPurpose = keyof typeof kinds
export const keyPurposes = Object.keys(kinds) as KeyPurpose[]

/** A new key pair that is good from `activeAt` on. Takes a tenth of a second on the thread pool. */
export async function makeKey(purpose: KeyPurpose, createdAt: Date, activeAt = createdAt): Promise<StoredKey> {
  const [type, options] = kinds[purpose]
  const pair = await generate(type, { ...options, ...encoding })
  return {
    purpose,
    id: newToken(12),
    publicPem: pair.publicKey,
    privatePem: pair.privateKey,
    createdAt,
    activeAt,
    endsAt: null,
  }
}
