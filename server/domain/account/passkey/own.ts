import { refuse } from '@menshen/contract/errors'
import { changeFactors, prepareFactorNotice } from '#domain/entry/factor/change-factors.ts'
import type { Prepared } from '#domain/messaging/message/enqueue.ts'
import { findUser, lockUser } from '#domain/people/user/user-store.ts'
import type { Passkey } from '#domain/proof/passkey/passkey.ts'
import { deletePasskey, findPasskeys, hasPasskey, renamePasskey } from '#domain/proof/passkey/passkey-store.ts'
import { requiredText } from '#domain/shape/text.ts'
import type { Question, Verb } from '#domain/shape/verb.ts'
import type { FactorKind } from '#domain/tenancy/mfa/factor-kind.ts'
import { requireWayIn } from '../contact/ways-in.ts'

/** The caller's passkeys, oldest first. */
export const listPasskeys: Question<object, Passkey[]> = {
  name: 'passkey.list',
  admits: 'any user',
  answer({ reader, pool, caller }) {
    if (caller.kind !== 'user') refuse(2020)
    return findPasskeys(reader, pool.id, caller.userId)
  },
}

/** Calls one of the caller's passkeys something else: 400 for the name, 6123 when they have none of that id. */
export const renameOwnPasskey: Verb<'passkey.renamed', { id: string; name: string }, Passkey> = {
  name: 'passkey.rename',
  admits: 'full user',
  emits: ['passkey.renamed'],
  prepare: (_before, { id, name }) => ({ id, name: requiredText(name, 'name', 64) }),
  async run({ tx, pool, caller, emit }, { id, name }) {
    if (caller.kind !== 'user') refuse(2020)
    const { userId } = caller
    const renamed = (await renamePasskey(tx, { userPoolId: pool.id, userId, id }, name)) ?? refuse(6123)
    emit('passkey.renamed', { userId, passkeyId: id })
    return renamed
  },
}

/** Deletes one of the caller's passkeys; a mail says so, and other sessions end: 6123 when they have none of that id, 2217 when it is their last way in. */
export const deleteOwnPasskey: Verb<
  'user.factors-changed',
  { id: string },
  void,
  { id: string; notice: Prepared | null }
> = {
  name: 'passkey.delete',
  admits: 'fresh user',
  emits: ['user.factors-changed'],
  async prepare(before, { id }) {
    const { reader, pool, caller } = before
    if (caller.kind !== 'user') refuse(2020)
    return { id, notice: await prepareFactorNotice(before, await findUser(reader, pool.id, caller.userId)) }
  },
  async run(context, { id, notice }) {
    const { tx, pool, caller } = context
    if (caller.kind !== 'user') refuse(2020)
    // A request that gives up another way in at the same time waits here.
    const user = (await lockUser(tx, pool.id, caller.userId)) ?? refuse(2004)
    if (!(await deletePasskey(tx, { userPoolId: pool.id, userId: user.id, id }))) refuse(6123)
    await requireWayIn(tx, user)
    const remove: FactorKind[] = (await hasPasskey(tx, pool.id, user.id)) ? [] : ['passkey']
    await changeFactors(context, { userId: user.id, remove, notice })
  },
}
