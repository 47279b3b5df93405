import { refuse } from '@menshen/contract/errors'
import { deleteAccessAccountsOf } from '#domain/access/access-account/access-account-store.ts'
import { forgetSubjects } from '#domain/ground/permission/grant-store.ts'
import { forgetTargets } from '#domain/people/custom-field/forget-targets.ts'
import { nothingToPrepare, type Verb } from '#domain/shape/verb.ts'
import { deleteApplication as remove } from '#domain/tenancy/application/application-store.ts'
import { announce } from '#domain/tenancy/application/changed.ts'

/**
 * Deletes an application for good. Every token made for it stops being believed with the commit, because a token names
 * the application that it was made for and nobody can check it any more; its sessions just run out.
 * The same goes for its programmatic access accounts. 2010 no id, 2011 not of this pool.
 */
export const deleteApplication: Verb<'application.deleted', { id: string }, void> = {
  name: 'application.delete',
  admits: 'manager',
  emits: ['application.deleted'],
  prepare: nothingToPrepare,
  async run({ tx, pool, changed, emit }, { id }) {
    if (!id) refuse(2010)
    const accounts = await deleteAccessAccountsOf(tx, pool.id, id)
    const identifier = (await remove(tx, pool.id, id)) ?? refuse(2011)
    await forgetTargets(tx, pool.id, 'APPLICATION', [id])
    await forgetSubjects(tx, pool.id, 'AK_SK', accounts)
    for (const account of accounts) changed(`access-account:${account}`)
    announce(changed, { id, identifier, userPoolId: pool.id })
    emit('application.deleted', { applicationId: id })
  },
}
