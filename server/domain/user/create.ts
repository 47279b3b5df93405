import { refuse } from '@menshen/contract/errors'
import { newId } from '#platform/crypto/random.ts'
import { readNewPassword } from '../credential/new-password.ts'
import { savePasswordHash } from '../credential/password-store.ts'
import { requireSeat, takeSeat } from '../quota/head-count.ts'
import type { Verb } from '../verb.ts'
import { type AccountInput, parseAccount } from './account-input.ts'
import { refuseTaken, requireFree } from './taken.ts'
import type { User } from './user.ts'
import { insertUser, type NewUser } from './user-store.ts'

export interface UserCreation {
  account: AccountInput
  password?: string | null
}

/**
 * An administrator creates a person. Order of refusals: 2204 malformed e-mail, 2028 nothing to find the person by, 2016 and
 * 2029 the password, 2040 the pool is full, 2026 an identifier is taken.
 */
export const createUser: Verb<UserCreation, User, { user: NewUser; hash: string | null }> = {
  name: 'user.create',
  admits: 'manager',
  async prepare(before, { account, password }) {
    const { look, pool, tools, now } = before
    const parsed = parseAccount(account)
    if (!parsed.username && !parsed.email && !parsed.phone && !parsed.externalId && !parsed.unionid) refuse(2028)
    const user: NewUser = {
      ...parsed,
      profile: { gender: 'U', ...parsed.profile },
      id: newId(now),
      userPoolId: pool.id,
      registerSource: parsed.registerSource ?? ['import:manual'],
    }
    const own = [user.username, user.email].flatMap((text) => text ?? [])
    const plain = password ? readNewPassword(before, password, true, own) : null
    await requireSeat(look, pool)
    await requireFree(look, user, 'any')
    return { user, hash: plain === null ? null : await tools.hasher.hash(plain) }
  },
  async run(context, { user, hash }) {
    const { tx, now } = context
    await takeSeat(context)
    const created = await insertUser(tx, user, now).catch((error) => refuseTaken(error, 'any'))
    if (hash !== null) await savePasswordHash(tx, user.userPoolId, user.id, hash, now)
    return created
  },
}
