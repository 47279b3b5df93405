import { refuse } from '@menshen/contract/errors'
import { newId } from '#platform/crypto/random.ts'
import { requireStrength } from '../credential/password-policy.ts'
import { savePasswordHash } from '../credential/password-store.ts'
import { decryptPassword } from '../credential/transport.ts'
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
 * 2029 the password, 2026 an identifier is taken.
 */
export const createUser: Verb<UserCreation, User, { user: NewUser; hash: string | null }> = {
  name: 'user.create',
  admits: 'manager',
  async prepare({ look, pool, tools, now }, { account, password }) {
    const parsed = parseAccount(account)
    if (!parsed.username && !parsed.email && !parsed.phone && !parsed.externalId && !parsed.unionid) refuse(2028)
    const user: NewUser = {
      ...parsed,
      profile: { gender: 'U', ...parsed.profile },
      id: newId(now),
      userPoolId: pool.id,
      registerSource: parsed.registerSource ?? ['import:manual'],
    }
    const plain = password ? decryptPassword(tools.keys.transport.privateKey, password) : null
    if (plain !== null) requireStrength(plain, pool.settings.passwordStrength)
    await requireFree(look, user, 'any')
    return { user, hash: plain === null ? null : await tools.hasher.hash(plain) }
  },
  async run({ tx, now }, { user, hash }) {
    const created = await insertUser(tx, user, now).catch((error) => refuseTaken(error, 'any'))
    if (hash !== null) await savePasswordHash(tx, user.userPoolId, user.id, hash, now)
    return created
  },
}
