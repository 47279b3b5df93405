import { nothingToPrepare, type Verb } from '#domain/shape/verb.ts'
import { endSessionsBySubAccount } from './end-sessions.ts'
import { lockSubAccount } from './lock.ts'
import { deleteSubAccount as remove } from './sub-account-store.ts'

export interface SubAccountDeletion {
  applicationId: string
  id: string
}

/**
 * An administrator takes a sub-account away; the sessions that the person's sub-accounts have opened end. The main account
 * stays. 2004 no such sub-account.
 */
export const deleteSubAccount: Verb<'sub-account.deleted', SubAccountDeletion, void> = {
  name: 'sub-account.delete',
  admits: 'manager',
  emits: ['sub-account.deleted'],
  prepare: nothingToPrepare,
  async run(context, { applicationId, id }) {
    const found = await lockSubAccount(context, applicationId, id)
    await endSessionsBySubAccount(context, found)
    await remove(context.tx, found)
    context.emit('sub-account.deleted', { subAccountId: id, applicationId, userId: found.userId })
  },
}
