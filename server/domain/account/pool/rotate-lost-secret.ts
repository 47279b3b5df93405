import { refuse } from '@menshen/contract/errors'
import { requireFactorShown } from '#domain/entry/mfa/require-shown.ts'
import { requireActiveAccount } from '#domain/entry/session/account-status.ts'
import { lockUser } from '#domain/people/user/user-store.ts'
import type { Domain } from '#domain/shape/domain.ts'
import type { RequestContext } from '#domain/shape/request-context.ts'
import type { Verb } from '#domain/shape/verb.ts'
import { requireOverlap } from '#domain/tenancy/application/rotate-secret.ts'
import { requirePlatformOwner } from '#domain/tenancy/pool/platform-owner.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import { rotatePoolSecret } from './rotate-secret.ts'

/** A pool whose secret is to change, by the word of somebody who does not have it. */
export interface LostSecretRotation {
  id: string
  pool: UserPool
  /** Seconds. */
  overlap: number
}

/**
 * Says whether the caller may give a pool a new secret without showing the old one: the operator any, a person of the root pool
 * their own. `rotateFor` has to follow. Order of refusals: 1001 see `requirePlatformOwner`, 400 overlap, 2224 no pool of
 * that id that is theirs, 6004 a session that `requireFactorShown` does not take.
 */
export const admitRotation: Verb<
  'pool.lost-secret-rotated' | 'user.pool-secret-rotated',
  { id: string; overlap?: number | undefined },
  LostSecretRotation,
  LostSecretRotation
> = {
  name: 'pool.rotate-lost-secret',
  admits: 'fresh user or manager',
  emits: ['pool.lost-secret-rotated', 'user.pool-secret-rotated'],
  async prepare(before, { id, overlap = 0 }) {
    const owner = await requirePlatformOwner(before)
    requireOverlap(overlap)
    const pool = await before.ports.cached.pool(id)
    if (!pool || !(owner.isOperator || pool.ownerId === owner.id)) refuse(2224)
    return { id, pool, overlap }
  },
  async run({ tx, pool, caller, emit }, rotation) {
    if (caller.kind !== 'user') {
      emit('pool.lost-secret-rotated', { poolId: rotation.id })
      return rotation
    }
    const user = await lockUser(tx, pool.id, caller.userId)
    requireActiveAccount(user)
    await requireFactorShown(tx, { pool, caller }, user)
    emit('user.pool-secret-rotated', { userId: user.id, poolId: rotation.id })
    return rotation
  },
}

/** Gives the pool its new secret and answers it, as if its own administrator had asked; so it stands in that pool's log as well. */
export function rotateFor(
  domain: Domain,
  { pool, overlap }: LostSecretRotation,
  { client, origin, language }: Pick<RequestContext, 'client' | 'origin' | 'language'>,
): Promise<string> {
  const caller = { kind: 'manager', userPoolId: pool.id } as const
  return domain.callAt(rotatePoolSecret, { pool, application: null, caller, client, origin, language }, { overlap })
}
