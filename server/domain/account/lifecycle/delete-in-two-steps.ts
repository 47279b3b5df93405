import { isDeclined, refuse } from '@menshen/contract/errors'
import { requireFactorShown } from '#domain/entry/mfa/require-shown.ts'
import { lockUser } from '#domain/people/user/user-store.ts'
import { keepProven, requireStep, type StepToken, takeProven } from '#domain/proof/verification-code/own-ticket.ts'
import type { QuietVerb, Verb } from '#domain/shape/verb.ts'
import type { AuthenticationMethod } from '#domain/tenancy/mfa/factor-kind.ts'
import { findCaller } from '../contact/change-contact.ts'
import { type OwnDeletion, proveDeletion, type ReadDeletion, readDeletion, removeSelf } from './delete-own.ts'

const purpose = 'delete-account'
const called = 'deleteAccountToken'

/** What the first step has shown, besides that it was the person. */
interface Kept {
  shown: AuthenticationMethod[]
}

/**
 * The first step to the end of one's own account: a password or a code is shown, and a token says so. Refusals as of
 * `deleteOwnAccount`.
 */
export const beginOwnDeletion: QuietVerb<OwnDeletion, StepToken, ReadDeletion> = {
  name: 'user.begin-own-deletion',
  admits: 'proven user',
  quiet: 'the deletion that it leads to is told of',
  prepare: readDeletion,
  async run(context, deletion) {
    const proven = await proveDeletion(context, deletion)
    if (isDeclined(proven)) return proven
    const kept: Kept = { shown: proven.shown }
    return keepProven(context, purpose, kept)
  },
}

/** The second step, in the same session: the account is gone. 400 a token that is none or was used, 6004 as in the first, 2212. */
export const finishOwnDeletion: Verb<'user.deleted', { token: string }, void, { id: string; token: string }> = {
  name: 'user.finish-own-deletion',
  admits: 'full user',
  emits: ['user.deleted'],
  async prepare(before, { token }) {
    requireStep(before, token, called)
    const { id } = await findCaller(before)
    return { id, token }
  },
  async run(context, { id, token }) {
    const user = (await lockUser(context.tx, context.pool.id, id)) ?? refuse(2206)
    const { shown } = await takeProven<Kept>(context, purpose, { token, called })
    // Another application may have begun to demand a factor meanwhile.
    await requireFactorShown(context.tx, context, user, shown)
    await removeSelf(context, user)
  },
}
