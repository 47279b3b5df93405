import { createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto'
import type { Algorithm } from '#platform/crypto/jwt.ts'
import { readSm2Pair, type Sm2Pair } from './sm2-pair.ts'

export type SigningAlgorithm = Exclude<Algorithm, 'HS256'>

/** A key pair of the installation that signs tokens. */
export interface SigningKey {
  kid: string
  algorithm: SigningAlgorithm
  privateKey: KeyObject
  publicKey: KeyObject
  publicJwk: JsonWebKey
  privateJwk: JsonWebKey
}

/** PEM of the RSA key under which clients encrypt passwords, and its private half; and the SM2 pair for those who use that. */
export interface TransportKeys {
  publicPem: string
  privateKey: KeyObject
  sm2: Sm2Pair
}

/** The installation's keys, loaded once at the start. */
export interface KeyRing {
  /** The key that signs new tokens of this algorithm. */
  signing(algorithm: SigningAlgorithm): SigningKey
  /** The key of that id, also a retired one that older tokens were signed with; undefined for a stranger's. */
  byId(kid: string): SigningKey | undefined
  all(): SigningKey[]
  /** Under which clients encrypt passwords. */
  transport: TransportKeys
  /** Secret from which cookie signatures and CSRF tokens are derived. */
  cookieSecret: string
}

export interface StoredKey {
  purpose: string
  id: string
  publicPem: string
  privatePem: string
  retired: boolean
}

function toSigningKey(stored: StoredKey): SigningKey {
  const algorithm = stored.purpose.slice('signing:'.length) as SigningAlgorithm
  const privateKey = createPrivateKey(stored.privatePem)
  const publicKey = createPublicKey(stored.publicPem)
  const names = { kid: stored.id, alg: algorithm, use: 'sig' }
  return {
    kid: stored.id,
    algorithm,
    privateKey,
    publicKey,
    publicJwk: { ...publicKey.export({ format: 'jwk' }), ...names },
    privateJwk: { ...privateKey.export({ format: 'jwk' }), ...names },
  }
}

function requireKey(stored: StoredKey[], purpose: string): StoredKey {
  const key = stored.find((key) => key.purpose === purpose && !key.retired)
  if (!key) throw new Error(`the installation has no ${purpose} key`)
  return key
}

export function createKeyRing(stored: StoredKey[], cookieSecret: string): KeyRing {
  const transport = requireKey(stored, 'transport')
  const sm2 = readSm2Pair(requireKey(stored, 'transport:SM2').privatePem)
  const signingKeys = stored.filter((key) => key.purpose.startsWith('signing:'))
  const current = new Map(signingKeys.filter((key) => !key.retired).map((key) => [key.purpose, toSigningKey(key)]))
  const all = signingKeys.map((key) =>
    current.get(key.purpose)?.kid === key.id ? (current.get(key.purpose) as SigningKey) : toSigningKey(key),
  )
  const byId = new Map(all.map((key) => [key.kid, key]))
  return {
    signing(algorithm) {
      const key = current.get(`signing:${algorithm}`)
      if (!key) throw new Error(`the installation has no ${algorithm} key`)
      return key
    },
    byId: (kid) => byId.get(kid),
    all: () => all,
    transport: { publicPem: transport.publicPem, privateKey: createPrivateKey(transport.privatePem), sm2 },
    cookieSecret,
  }
}
