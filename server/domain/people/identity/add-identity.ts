import { refuse } from '@menshen/contract/errors'
import type { Context } from '#domain/shape/verb.ts'
import { brokenUniqueness } from '#platform/database/failure.ts'
import type { NewIdentity } from './identity.ts'
import { insertIdentity } from './identity-store.ts'

/**
 * Turns the indexes' refusals of a write into ours: 2215 somebody has that account, 2213 the person has one of that
 * kind.
 */
export function refuseLinked(error: unknown): never {
  const broken = brokenUniqueness(error)
  if (broken === 'user_identity_owner_key') refuse(2215)
  if (broken === 'user_identity_provider_key') refuse(2213)
  throw error
}

/** Links an account to a person, whose row is locked or new. */
export async function addIdentity(
  { tx, pool, now }: Pick<Context, 'tx' | 'pool' | 'now'>,
  userId: string,
  identity: NewIdentity,
): Promise<void> {
  await insertIdentity(tx, { userPoolId: pool.id, userId }, identity, now).catch(refuseLinked)
}
