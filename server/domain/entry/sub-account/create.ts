import { refuse } from '@menshen/contract/errors'
import { parseUsername } from '#domain/people/user/identifier.ts'
import { findUser, lockUser } from '#domain/people/user/user-store.ts'
import { prepareNewPassword } from '#domain/proof/credential/new-password.ts'
import type { Verb } from '#domain/shape/verb.ts'
import { findApplicationOf } from '#domain/tenancy/application/application-store.ts'
import { newId } from '#platform/crypto/random.ts'
import type { SubAccount } from './sub-account.ts'
import { insertSubAccount, type NewSubAccount } from './sub-account-store.ts'
import { refuseTakenAccount } from './taken.ts'

export interface SubAccountCreation {
  applicationId: string
  /** The main account. */
  userId: string
  account: string
  /** Encrypted under the transport key. */
  password: string
}

/**
 * An administrator gives a person a further name and password for one application. Order of refusals: 2211 no name, 2011 no
 * such application, 2004 no such person, 2016 and 2029 the password, 2026 the name is taken there.
 */
export const createSubAccount: Verb<'sub-account.created', SubAccountCreation, SubAccount, NewSubAccount> = {
  name: 'sub-account.create',
  admits: 'manager',
  emits: ['sub-account.created'],
  async prepare(before, { applicationId, userId, account, password }) {
    const { reader, pool, ports, now } = before
    const name = parseUsername(account)
    if (!(await findApplicationOf(reader, ports.seal, pool.id, applicationId))) refuse(2011)
    if (!(await findUser(reader, pool.id, userId))) refuse(2004)
    const { hash } = await prepareNewPassword(before, password, true, [name])
    return { userPoolId: pool.id, id: newId(now), applicationId, userId, account: name, hash }
  },
  async run({ tx, now, emit }, made) {
    if (!(await lockUser(tx, made.userPoolId, made.userId))) refuse(2004)
    const subAccount = await insertSubAccount(tx, made, now).catch(refuseTakenAccount)
    const { applicationId, userId } = made
    emit('sub-account.created', { subAccountId: made.id, applicationId, userId })
    return subAccount
  },
}
