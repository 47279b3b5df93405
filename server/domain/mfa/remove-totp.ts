import { refuse } from '@menshen/contract/errors'
import type { Prepared } from '../message/enqueue.ts'
import { findUser } from '../user/user-store.ts'
import type { Verb } from '../verb.ts'
import { changeFactors, prepareFactorNotice } from './change-factors.ts'
import { deleteTotp } from './totp-store.ts'

/** A person does away with their authenticator app, or with one that was only begun; having none is no fault. */
export const removeTotp: Verb<object, void, { userId: string; had: boolean; notice: Prepared | null }> = {
  name: 'mfa.remove-totp',
  admits: 'user',
  async prepare(before) {
    const { look, pool, caller } = before
    if (caller.kind !== 'user') refuse(2020)
    const user = (await findUser(look, pool.id, caller.userId)) ?? refuse(2004)
    const had = user.secondFactors.includes('totp')
    return { userId: user.id, had, notice: had ? await prepareFactorNotice(before, user) : null }
  },
  async run(context, { userId, had, notice }) {
    await deleteTotp(context.tx, context.pool.id, userId)
    if (had) await changeFactors(context, { userId, remove: ['totp'], notice })
  },
}
