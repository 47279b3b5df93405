import { refuse } from '@menshen/contract/errors'
import { requireFactorShown } from '#domain/entry/mfa/require-shown.ts'
import { requireActiveAccount } from '#domain/entry/session/account-status.ts'
import { enqueue, type Prepared } from '#domain/messaging/message/enqueue.ts'
import type { User } from '#domain/people/user/user.ts'
import { findUser } from '#domain/people/user/user-store.ts'
import type { Question, Verb } from '#domain/shape/verb.ts'
import type { Seal } from '#platform/crypto/seal.ts'
import type { Linking } from './linking.ts'
import { findLinkingsInto } from './linking-store.ts'
import { prepareUndoneNotices } from './notices.ts'
import { secondOf } from './restore.ts'
import { lockHolder, openRemains, refuseUnknown, takeUndoable, type Undone, undoLinking } from './undo.ts'

/** An account that has become part of one's own and can be had back. */
export type UndoableLinking = Pick<Linking, 'id' | 'createdAt' | 'expiresAt'> & {
  second: Pick<User, 'id' | 'username' | 'email' | 'phone'>
}

/** What has become part of one's own account in the last seven days, the newest first. */
export const listOwnLinkings: Question<object, UndoableLinking[]> = {
  name: 'account-linking.list-own',
  admits: 'full user',
  async answer({ reader, pool, caller, ports, now }) {
    if (caller.kind !== 'user') refuse(2020)
    const linkings = await findLinkingsInto(reader, pool.id, caller.userId, now)
    return linkings.map(({ id, createdAt, expiresAt, ...linking }) => {
      const { id: userId, username, email, phone } = secondOf(openRemains(ports.seal, linking))
      return { id, createdAt, expiresAt, second: { id: userId, username, email, phone } }
    })
  },
}

/**
 * People make two accounts of their own again, within seven days. Order of refusals: 404 nothing of theirs that can be undone,
 * 2004 and 2005 gone or locked meanwhile, 6004 a session that `requireFactorShown` does not take, 2034, 2035, 2200 and 2026 somebody
 * takes an identifier at the same moment.
 */
export const undoOwnLinking: Verb<
  'user.linking-undone' | 'user.restored',
  { id: string },
  Undone,
  { id: string; seal: Seal; notices: Prepared[] }
> = {
  name: 'account-linking.undo-own',
  admits: 'fresh user',
  emits: ['user.linking-undone', 'user.restored'],
  async prepare(before, { id }) {
    const { reader, pool, caller, ports, now } = before
    if (caller.kind !== 'user') refuse(2020)
    const own = await findLinkingsInto(reader, pool.id, caller.userId, now)
    const linking = own.find((one) => one.id === id) ?? refuseUnknown(id)
    const second = secondOf(openRemains(ports.seal, linking))
    const notices = await prepareUndoneNotices(before, [await findUser(reader, pool.id, caller.userId), second])
    return { id, seal: ports.seal, notices }
  },
  async run(context, { id, seal, notices }) {
    const { tx, pool, caller } = context
    const linking = (await takeUndoable(context, id)) ?? refuseUnknown(id)
    const holding = await lockHolder(context, linking.primaryId)
    const { holder } = holding
    if (caller.kind !== 'user' || holder?.id !== caller.userId) refuseUnknown(id)
    requireActiveAccount(holder)
    await requireFactorShown(tx, { pool, caller }, holder)
    const undone = await undoLinking(context, seal, linking, holding)
    for (const notice of notices) await enqueue(context, notice)
    return undone
  },
}
