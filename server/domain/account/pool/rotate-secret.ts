import { refuse } from '@menshen/contract/errors'
import { shortenManagementTokens } from '#domain/entry/session/management-token-store.ts'
import type { Verb } from '#domain/shape/verb.ts'
import { requireOverlap } from '#domain/tenancy/application/rotate-secret.ts'
import { holdPool, replacePoolSecret } from '#domain/tenancy/pool/pool-store.ts'
import { newSecret } from '#platform/crypto/random.ts'
import type { Seal } from '#platform/crypto/seal.ts'

/**
 * Gives the pool a new secret and answers it. The old one, and every management token that was given for it, the one in use
 * included, end with the commit, or after `overlap` seconds. 400 overlap, 2206 it was given another meanwhile, which has ended what
 * the caller was let in with.
 */
export const rotatePoolSecret: Verb<
  'pool.secret-rotated',
  { overlap?: number | undefined },
  string,
  { overlap: number; secret: string; present: string; seal: Seal }
> = {
  name: 'pool.rotate-secret',
  admits: 'fresh manager',
  emits: ['pool.secret-rotated'],
  prepare({ pool, ports }, { overlap = 0 }) {
    requireOverlap(overlap)
    return { overlap, secret: newSecret(), present: pool.secret, seal: ports.seal }
  },
  async run({ tx, pool, now, changed, emit }, { overlap, secret, present, seal }) {
    const held = await holdPool(tx, seal, pool.id, 'update')
    if (held?.secret !== present) refuse(2206)
    const until = new Date(now.getTime() + overlap * 1000)
    await replacePoolSecret(tx, seal, { id: pool.id, secret, until }, now)
    for (const id of await shortenManagementTokens(tx, pool.id, until)) changed(`management-token:${pool.id}:${id}`)
    changed(`pool:${pool.id}`)
    emit('pool.secret-rotated', { poolId: pool.id })
    return secret
  },
}
