import { generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import { newToken } from '#platform/crypto/random.ts'
import type { Seal } from '#platform/crypto/seal.ts'
import type { UnitOfWork } from '#platform/database/unit-of-work.ts'
import { createKeyRing, type KeyRing, type StoredKey } from './key-ring.ts'
import { insertKey, lockKeys, readKeys } from './key-store.ts'

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

/** Loads the installation's keys, making at the first start those that are missing. */
export async function loadKeys(unit: UnitOfWork, seal: Seal, cookieSecret: string): Promise<KeyRing> {
  let stored = await readKeys(unit.look, seal)
  const missing = Object.keys(kinds).filter((purpose) => !stored.some((key) => key.purpose === purpose && !key.retired))
  if (missing.length > 0) {
    const made = await Promise.all(missing.map((purpose) => make(purpose as keyof typeof kinds)))
    // Two processes may start at once: whose insert comes second takes the keys that the first one made.
    await unit.write(async ({ tx }) => {
      await lockKeys(tx)
      const present = await readKeys(tx, seal)
      for (const key of made)
        if (!present.some((other) => other.purpose === key.purpose && !other.retired)) await insertKey(tx, seal, key)
    })
    stored = await readKeys(unit.look, seal)
  }
  return createKeyRing(stored, cookieSecret)
}

async function make(purpose: keyof typeof kinds): Promise<StoredKey> {
  const [type, options] = kinds[purpose]
  const pair = await generate(type, { ...options, ...encoding })
  return { purpose, id: newToken(12), publicPem: pair.publicKey, privatePem: pair.privateKey, retired: false }
}
