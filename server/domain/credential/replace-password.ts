import { refuse } from '@menshen/contract/errors'
import { forgetTries } from '../session/count-tries.ts'
import { endEverySession } from '../session/end-every.ts'
import type { User } from '../user/user.ts'
import { updateUser } from '../user/user-store.ts'
import type { Context } from '../verb.ts'
import { savePasswordHash } from './password-store.ts'

/**
 * Sets a new password, forgets the tries at the old one, and ends every session: whoever knew the old one may hold one.
 * 2004 when the person is gone.
 */
export async function replacePassword(
  { tx, pool, now, changed, limits }: Pick<Context, 'tx' | 'pool' | 'now' | 'changed' | 'limits'>,
  userId: string,
  hash: string,
  proven: Partial<Pick<User, 'emailVerified' | 'phoneVerified'>> = {},
): Promise<void> {
  // The person's row first: a sign-in that locks it after us sees the new password, one before us loses its session.
  if (!(await updateUser(tx, pool.id, userId, proven, now))) refuse(2004)
  changed(`user:${pool.id}:${userId}`)
  await savePasswordHash(tx, pool.id, userId, hash, now)
  await forgetTries({ tx, pool, limits }, userId)
  await endEverySession({ tx, pool, now, changed }, [userId])
}
