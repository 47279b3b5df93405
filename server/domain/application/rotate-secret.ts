import { refuse } from '@menshen/contract/errors'
import { newSecret } from '#platform/crypto/random.ts'
import type { Seal } from '#platform/crypto/seal.ts'
import type { Verb } from '../verb.ts'
import type { Application } from './application.ts'
import { replaceSecret } from './application-store.ts'
import { announce } from './changed.ts'

/**
 * Gives an application a new secret; the old one ends with the commit. Where the secret signs the user tokens (HS256),
 * those end with it, and people sign in again. 2010 no id, 2011 not of this pool.
 */
export const rotateApplicationSecret: Verb<{ id: string }, Application, { id: string; secret: string; seal: Seal }> = {
  name: 'application.rotate-secret',
  admits: 'manager',
  prepare: ({ tools }, { id }) => ({ id: id || refuse(2010), secret: newSecret(), seal: tools.seal }),
  async run({ tx, pool, now, changed }, { id, secret, seal }) {
    const rotated = (await replaceSecret(tx, seal, { userPoolId: pool.id, id, secret }, now)) ?? refuse(2011)
    announce(changed, rotated)
    return rotated
  },
}
