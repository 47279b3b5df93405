import { decline, refuse } from '@menshen/contract/errors'
import type { User } from '#domain/people/user/user.ts'
import { lockUser } from '#domain/people/user/user-store.ts'
import type { Verb } from '#domain/shape/verb.ts'
import { requireFactorShown } from '../mfa/require-shown.ts'
import { factorOwnerOf } from './factor-owner.ts'
import { newRecoveryCode, recoveryHash } from './recovery-code.ts'
import { findTotp, replaceRecovery } from './totp-store.ts'

/**
 * A person who has lost the recovery code of their authenticator app gets another, shown this once; the old one is void.
 * 6004 in a session that has not shown a second factor, 6003 without an app.
 */
export const renewRecoveryCode: Verb<
  'user.factors-changed',
  object,
  { recoveryCode: string },
  { user: User; code: string; hash: Buffer }
> = {
  name: 'mfa.renew-recovery-code',
  admits: 'fresh user',
  emits: ['user.factors-changed'],
  async prepare(before) {
    const { user } = await factorOwnerOf(before)
    await requireFactorShown(before.reader, before, user)
    const code = newRecoveryCode()
    const owner = { userPoolId: before.pool.id, userId: user.id }
    return { user, code, hash: recoveryHash(before.ports.keys.cookieSecret, owner, code) }
  },
  async run(context, { user, code, hash }) {
    const { tx, pool, now, emit } = context
    const present = (await lockUser(tx, pool.id, user.id)) ?? refuse(2004)
    await requireFactorShown(tx, context, present)
    const app = await findTotp(tx, pool.id, user.id)
    if (!app?.enabled) return decline(6003)
    const owner = { userPoolId: pool.id, userId: user.id }
    if (!(await replaceRecovery(tx, owner, app.recoveryHash, hash, now))) refuse(6003)
    emit('user.factors-changed', { userId: user.id, added: [], removed: [] })
    return { recoveryCode: code }
  },
}
