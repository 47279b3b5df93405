import { newSecret } from '#platform/crypto/random.ts'
import type { Seal } from '#platform/crypto/seal.ts'
import { requireOverlap } from '../application/rotate-secret.ts'
import { shortenManagementTokens } from '../session/management-token-store.ts'
import type { Verb } from '../verb.ts'
import { replacePoolSecret } from './pool-store.ts'

/**
 * Gives the pool a new secret and answers it. The old one, and every management token that was given for it, the one in use
 * included, end with the commit, or after `overlap` seconds. 400 overlap.
 */
export const rotatePoolSecret: Verb<
  { overlap?: number | undefined },
  string,
  { overlap: number; secret: string; seal: Seal }
> = {
  name: 'pool.rotate-secret',
  admits: 'manager',
  prepare({ tools }, { overlap = 0 }) {
    requireOverlap(overlap)
    return { overlap, secret: newSecret(), seal: tools.seal }
  },
  async run({ tx, pool, now, changed }, { overlap, secret, seal }) {
    const until = new Date(now.getTime() + overlap * 1000)
    await replacePoolSecret(tx, seal, { id: pool.id, secret, until }, now)
    for (const id of await shortenManagementTokens(tx, pool.id, until)) changed(`management-token:${pool.id}:${id}`)
    changed(`pool:${pool.id}`)
    return secret
  },
}
