import { refuse } from '@menshen/contract/errors'
import type { Verb } from '#domain/shape/verb.ts'
import { newSecret } from '#platform/crypto/random.ts'
import type { Seal } from '#platform/crypto/seal.ts'
import type { Application } from './application.ts'
import { replaceSecret } from './application-store.ts'
import { announce } from './changed.ts'

export interface Rotation {
  id: string
  /** For how many seconds the old secret is taken as well as the new one; left out: for none. */
  overlap?: number | undefined
}

const maxOverlap = 30 * 86_400

/** Checks for how many seconds an old secret is to be taken as well as the new one: 400 past 30 days. */
export function requireOverlap(overlap: number): void {
  if (overlap < 0 || overlap > maxOverlap)
    refuse(400, { variant: 'seconds', values: { field: 'overlap', min: 0, max: maxOverlap } })
}

/**
 * Gives an application a new secret. The old one ends with the commit, or after the overlap; the one before that ends at
 * once. Where the secret signs the user tokens (HS256), those end with it, and people sign in again. 2010 no id, 400
 * overlap, 2011 not of this pool.
 */
export const rotateApplicationSecret: Verb<
  'application.secret-rotated',
  Rotation,
  Application,
  { id: string; overlap: number; secret: string; seal: Seal }
> = {
  name: 'application.rotate-secret',
  admits: 'fresh manager',
  emits: ['application.secret-rotated'],
  prepare({ ports }, { id, overlap = 0 }) {
    if (!id) refuse(2010)
    requireOverlap(overlap)
    return { id, overlap, secret: newSecret(), seal: ports.seal }
  },
  async run({ tx, pool, now, changed, emit }, { id, overlap, secret, seal }) {
    const until = overlap > 0 ? new Date(now.getTime() + overlap * 1000) : null
    const rotated = (await replaceSecret(tx, seal, { userPoolId: pool.id, id, secret }, until, now)) ?? refuse(2011)
    announce(changed, rotated)
    emit('application.secret-rotated', { applicationId: id })
    return rotated
  },
}
