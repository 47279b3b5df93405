import { refuse } from '@menshen/contract/errors'
import { parseUsername } from '#domain/people/user/identifier.ts'
import { prepareNewPassword } from '#domain/proof/credential/new-password.ts'
import type { Verb } from '#domain/shape/verb.ts'
import { forgetTries } from '../sign-in/count-tries.ts'
import { endSessionsBySubAccount } from './end-sessions.ts'
import { lockSubAccount } from './lock.ts'
import type { SubAccount } from './sub-account.ts'
import { type SubAccountChanges, updateSubAccount } from './sub-account-store.ts'
import { refuseTakenAccount } from './taken.ts'
import { triedAs } from './tries.ts'

export interface SubAccountChange {
  applicationId: string
  id: string
  account?: string | undefined
  /** Encrypted under the transport key. */
  password?: string | undefined
  enabled?: boolean | undefined
}

interface Prepared {
  applicationId: string
  id: string
  changes: SubAccountChanges
}

/**
 * An administrator changes a sub-account; what is left out stays. A new password or switching it off ends the sessions that
 * the person's sub-accounts have opened, and any change forgets the wrong passwords. 2211 an empty name, 2016 and 2029 the
 * password, 2004 no such sub-account, 2026 the name is taken.
 */
export const changeSubAccount: Verb<'sub-account.updated', SubAccountChange, SubAccount, Prepared> = {
  name: 'sub-account.change',
  admits: 'manager',
  emits: ['sub-account.updated'],
  async prepare(before, { applicationId, id, account, password, enabled }) {
    const name = account === undefined ? undefined : parseUsername(account)
    const changes: SubAccountChanges = {
      ...(name !== undefined && { account: name }),
      ...(enabled !== undefined && { enabled }),
      ...(password !== undefined && {
        hash: (await prepareNewPassword(before, password, true, name ? [name] : [])).hash,
      }),
    }
    return { applicationId, id, changes }
  },
  async run(context, { applicationId, id, changes }) {
    const { tx, pool, now } = context
    const before = await lockSubAccount(context, applicationId, id)
    const place = { userPoolId: pool.id, applicationId }
    const changed = (await updateSubAccount(tx, place, id, changes, now).catch(refuseTakenAccount)) ?? refuse(2004)
    await forgetTries(context, triedAs(place, before.account).id)
    await forgetTries(context, triedAs(place, changed.account).id)
    if (changes.hash !== undefined || changes.enabled === false) await endSessionsBySubAccount(context, changed)
    context.emit('sub-account.updated', { subAccountId: id, applicationId, userId: changed.userId })
    return changed
  },
}
