import { createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto'
import type { Clock } from '#platform/clock.ts'
import type { Algorithm } from '#platform/crypto/jwt.ts'
import { readSm2Pair, type Sm2Pair } from './sm2-pair.ts'

export type SigningAlgorithm = Exclude<Algorithm, 'HS256'>
export const signingAlgorithms: readonly SigningAlgorithm[] = ['RS256', 'ES256', 'EdDSA']

/** A key pair of the installation that signs tokens. */
export interface SigningKey {
  kid: string
  algorithm: SigningAlgorithm
  createdAt: Date
  /** From when it signs, until a younger one does. */
  activeAt: Date
  /** From when what it signed is not believed any more; null while it is the youngest. */
  endsAt: Date | null
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

/** The installation's keys, as they are now: asked again each time, for a rotation replaces them while the server runs. */
export interface KeyRing {
  /** The key that signs new tokens of this algorithm. */
  signing(algorithm: SigningAlgorithm): SigningKey
  /** The key of that id, also one that signs no longer or not yet; undefined for one that has ended, and for a stranger's. */
  byId(kid: string): SigningKey | undefined
  /** All that are published; of each algorithm the one that signs comes first. */
  published(): SigningKey[]
  /** Under which clients encrypt passwords. */
  transport: TransportKeys
  /** Secret from which cookie signatures and CSRF tokens are derived. */
  cookieSecret: string
  /** Takes over what is stored now. */
  replace(stored: StoredKey[]): void
}

export interface StoredKey {
  purpose: string
  id: string
  publicPem: string
  privatePem: string
  createdAt: Date
  activeAt: Date
  endsAt: Date | null
}

export const purposeOf = (algorithm: SigningAlgorithm): string => `signing:${algorithm}`

function toSigningKey(stored: StoredKey): SigningKey {
  const algorithm = stored.purpose.slice('signing:'.length) as SigningAlgorithm
  const privateKey = createPrivateKey(stored.privatePem)
  const publicKey = createPublicKey(stored.publicPem)
  const names = { kid: stored.id, alg: algorithm, use: 'sig' }
  return {
    kid: stored.id,
    algorithm,
    createdAt: stored.createdAt,
    activeAt: stored.activeAt,
    endsAt: stored.endsAt,
    privateKey,
    publicKey,
    publicJwk: { ...publicKey.export({ format: 'jwk' }), ...names },
    privateJwk: { ...privateKey.export({ format: 'jwk' }), ...names },
  }
}

function toTransportKeys(stored: StoredKey[]): TransportKeys {
  const rsa = requireKey(stored, 'transport')
  const sm2 = readSm2Pair(requireKey(stored, 'transport:SM2').privatePem)
  return { publicPem: rsa.publicPem, privateKey: createPrivateKey(rsa.privatePem), sm2 }
}

function requireKey(stored: StoredKey[], purpose: string): StoredKey {
  const key = stored.find((key) => key.purpose === purpose)
  if (!key) throw new Error(`the installation has no ${purpose} key`)
  return key
}

type Aging = Pick<StoredKey, 'activeAt'>

/** The youngest first. */
export function byAge<Key extends Aging>(keys: readonly Key[]): Key[] {
  return keys.toSorted((one, other) => other.activeAt.getTime() - one.activeAt.getTime())
}

/** Of the keys of one algorithm, by age, the one that signs. */
export function signingAmong<Key extends Aging>(keys: readonly Key[], now: Date): Key | undefined {
  return keys.find(({ activeAt }) => activeAt <= now)
}

function isGood({ endsAt }: SigningKey, now: Date): boolean {
  return endsAt === null || endsAt > now
}

/** The signing keys, the youngest first. A key that was there before keeps its object, by which proofs are remembered. */
function readSigningKeys(stored: StoredKey[], former: readonly SigningKey[]): SigningKey[] {
  const signing = stored.filter(({ purpose }) => purpose.startsWith('signing:'))
  return byAge(signing).map((key) => {
    const same = former.find(({ kid }) => kid === key.id)
    return same ? Object.assign(same, { activeAt: key.activeAt, endsAt: key.endsAt }) : toSigningKey(key)
  })
}

export function createKeyRing(stored: StoredKey[], cookieSecret: string, clock: Clock): KeyRing {
  let keys = readSigningKeys(stored, [])

  function signing(algorithm: SigningAlgorithm): SigningKey {
    const key = signingAmong(
      keys.filter((each) => each.algorithm === algorithm),
      clock(),
    )
    if (!key) throw new Error(`the installation has no ${algorithm} key`)
    return key
  }

  return {
    signing,
    byId(kid) {
      const key = keys.find((each) => each.kid === kid)
      return key && isGood(key, clock()) ? key : undefined
    },
    published() {
      const now = clock()
      const current = signingAlgorithms.map(signing)
      return [...current, ...keys.filter((key) => isGood(key, now) && !current.includes(key))]
    },
    transport: toTransportKeys(stored),
    cookieSecret,
    replace(stored) {
      keys = readSigningKeys(stored, keys)
    },
  }
}
