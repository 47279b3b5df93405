import { refuse } from '@menshen/contract/errors'
import { lockUser } from '#domain/people/user/user-store.ts'
import type { Context } from '#domain/shape/verb.ts'
import type { SubAccount } from './sub-account.ts'
import { findSubAccount } from './sub-account-store.ts'

/** A sub-account that nobody enters by until the transaction ends; the main account's row is the lock. 2004 when there is none. */
export async function lockSubAccount({ tx, pool }: Context, applicationId: string, id: string): Promise<SubAccount> {
  const found = (await findSubAccount(tx, { userPoolId: pool.id, applicationId }, id)) ?? refuse(2004)
  await lockUser(tx, pool.id, found.userId)
  return found
}
