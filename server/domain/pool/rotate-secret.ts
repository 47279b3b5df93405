import { newSecret } from '#platform/crypto/random.ts'
import type { Seal } from '#platform/crypto/seal.ts'
import type { Verb } from '../verb.ts'
import { replacePoolSecret } from './pool-store.ts'

/** Gives the pool a new secret and answers it. The old one gets nobody a token from now on; tokens already given live on. */
export const rotatePoolSecret: Verb<object, string, { secret: string; seal: Seal }> = {
  name: 'pool.rotate-secret',
  admits: 'manager',
  prepare: ({ tools }) => ({ secret: newSecret(), seal: tools.seal }),
  async run({ tx, pool, now, changed }, { secret, seal }) {
    await replacePoolSecret(tx, seal, pool.id, secret, now)
    changed(`pool:${pool.id}`)
    return secret
  },
}
