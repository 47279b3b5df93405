import { refuse } from '@menshen/contract/errors'
import { endEverySession } from '#domain/entry/session/end-every.ts'
import { forgetTries } from '#domain/entry/sign-in/count-tries.ts'
import { updateUser } from '#domain/people/user/user-store.ts'
import { savePassword } from '#domain/proof/credential/earlier-passwords.ts'
import type { NewPassword } from '#domain/proof/credential/new-password.ts'
import type { Context } from '#domain/shape/verb.ts'

/**
 * Sets a new password that its owner chose, so that none has to be chosen any more, forgets the tries at the old one, and
 * ends every session: somebody who knew the old one may hold one. `byAddress`: they proved an address of the account. 2004 when the
 * person is gone.
 */
export async function replacePassword(
  { tx, pool, now, changed, limits }: Pick<Context, 'tx' | 'pool' | 'now' | 'changed' | 'limits'>,
  userId: string,
  { hash, level }: NewPassword,
  { byAddress }: { byAddress: boolean },
): Promise<void> {
  const changes = {
    passwordSecurityLevel: level,
    resetPasswordOnFirstLogin: false,
    resetPasswordOnNextLogin: false,
  }
  // The person's row first: a sign-in that locks it after us sees the new password, one before us loses its session.
  if (!(await updateUser(tx, pool.id, userId, changes, now))) refuse(2004)
  changed(`user:${pool.id}:${userId}`)
  await savePassword({ tx, pool, now }, userId, hash, byAddress)
  await forgetTries({ tx, pool, limits }, userId)
  await endEverySession({ tx, pool, now, changed }, [userId])
}
