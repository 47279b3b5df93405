import { createHmac } from 'node:crypto'
import { refuse } from '@menshen/contract/errors'
import type { Caller } from '#domain/shape/caller.ts'
import type { Ports } from '#domain/shape/ports.ts'
import type { ShownSignature } from '#domain/shape/signature.ts'
import { secretsOfPool } from '#domain/tenancy/pool/user-pool.ts'
import { sameSecret, sha256 } from '#platform/crypto/compare.ts'

type Manager = Extract<Caller, { kind: 'manager' }>

/** How far the clock of a program may be from ours, both ways. */
const skewMs = 900_000

/** What a signed request may say once: for `useNonce`, before anything is done. */
export interface Nonce {
  userPoolId: string
  accessKeyId: string
  digest: Buffer
  /** From then on the clock alone refuses it. */
  expiresAt: Date
}

/**
 * Believes a signed request (HMAC-SHA1, RFC 2104) or refuses it: 1301 another method, 1302 another version, 1304 without a date, 1303 a date
 * that is none, 1305 a clock that is too far from ours, 1300 no key that is good, or not its signature.
 */
export async function readSignature(
  { cached }: Pick<Ports, 'cached'>,
  shown: ShownSignature,
  now: Date,
): Promise<{ caller: Manager; nonce: Nonce }> {
  if (shown.method !== undefined && shown.method.toUpperCase() !== 'HMAC-SHA1') refuse(1301)
  if (shown.version !== undefined && shown.version !== '1.0') refuse(1302)
  const at = timeOf(shown.date ?? refuse(1304)) ?? refuse(1303)
  if (Math.abs(now.getTime() - at) > skewMs) refuse(1305)
  const { userPoolId, secrets } = await keyOf(cached, shown.keyId, now)
  const texts = shown.texts()
  if (!secrets.some((secret) => texts.some((text) => sameSecret(shown.signature, signature(secret, text)))))
    refuse(1300)
  const isPool = userPoolId === shown.keyId
  return {
    caller: { kind: 'manager', userPoolId, ...(!isPool && { accessKeyId: shown.keyId }) },
    nonce: {
      userPoolId,
      accessKeyId: shown.keyId,
      // Two requests of one moment that say the same have the same signature where a program sends no nonce.
      digest: sha256(shown.nonce === undefined ? `signature ${shown.signature}` : `nonce ${shown.nonce}`),
      expiresAt: new Date(at + skewMs + 1000),
    },
  }
}

/** The id and the secret of a pool are a key as well. */
async function keyOf({ pool: findPool, accessKey }: Ports['cached'], id: string, now: Date) {
  const pool = await findPool(id)
  if (pool) return { userPoolId: pool.id, secrets: secretsOfPool(pool, now) }
  const key = await accessKey(id)
  if (!key?.enabled || !(await findPool(key.userPoolId))) return refuse(1300)
  return { userPoolId: key.userPoolId, secrets: [key.secret] }
}

const signature = (secret: string, text: string): string =>
  createHmac('sha1', secret).update(text, 'utf8').digest('base64')

/** Milliseconds since 1970 in digits, or a date as HTTP writes one; null for anything else. */
function timeOf(date: string): number | null {
  const at = /^\d{10,16}$/.test(date) ? Number(date) : Date.parse(date)
  return Number.isFinite(at) ? at : null
}
