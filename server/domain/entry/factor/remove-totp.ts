import { refuse } from '@menshen/contract/errors'
import type { Prepared } from '#domain/messaging/message/enqueue.ts'
import { findUser, lockUser } from '#domain/people/user/user-store.ts'
import type { Verb } from '#domain/shape/verb.ts'
import { changeFactors, prepareFactorNotice } from './change-factors.ts'
import { deleteTotp, findTotp } from './totp-store.ts'

/** A person does away with their authenticator app, or with one that was only begun; having none is no fault. 6004 in a session that has not shown it. */
export const removeTotp: Verb<'user.factors-changed', object, void, { userId: string; notice: Prepared | null }> = {
  name: 'mfa.remove-totp',
  admits: 'fresh user',
  emits: ['user.factors-changed'],
  async prepare(before) {
    const { reader, pool, caller } = before
    if (caller.kind !== 'user') refuse(2020)
    const user = (await findUser(reader, pool.id, caller.userId)) ?? refuse(2004)
    return { userId: user.id, notice: await prepareFactorNotice(before, user) }
  },
  async run(context, { userId, notice }) {
    await lockUser(context.tx, context.pool.id, userId)
    const had = (await findTotp(context.tx, context.pool.id, userId))?.enabled
    await deleteTotp(context.tx, context.pool.id, userId)
    if (had) await changeFactors(context, { userId, remove: ['totp'], notice })
  },
}
