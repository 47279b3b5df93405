import { refuse } from '@menshen/contract/errors'
import { enqueue, type Prepared } from '#domain/messaging/message/enqueue.ts'
import { findUser } from '#domain/people/user/user-store.ts'
import { readTicket } from '#domain/proof/verification-code/ticket.ts'
import { findTicket, type StoredTicket, takeTicket } from '#domain/proof/verification-code/ticket-store.ts'
import type { Question, Verb } from '#domain/shape/verb.ts'
import type { Seal } from '#platform/crypto/seal.ts'
import type { Linking } from './linking.ts'
import { findLinking } from './linking-store.ts'
import { prepareUndoneNotices } from './notices.ts'
import { secondOf } from './restore.ts'
import { lockHolder, openRemains, takeUndoable, type Undone, undoLinking } from './undo.ts'

/** When the accounts became one, and what the one that went was known by. Changes nothing. 2206 the link is spent, late or none. */
export const lookAtUndoLink: Question<
  { token: string },
  Pick<Linking, 'createdAt' | 'expiresAt'> & { second: { username: string | null; email: string | null } }
> = {
  name: 'account-linking.look-at-link',
  admits: 'anyone',
  async answer({ reader, pool, ports, now }, { token }) {
    const ticket = await findTicket(reader, keyOf(pool.id, token))
    const linking = ticket && (await findLinking(reader, pool.id, ticket.subject))
    if (!linking || linking.expiresAt <= now) gone()
    const { username, email } = secondOf(openRemains(ports.seal, linking))
    return { createdAt: linking.createdAt, expiresAt: linking.expiresAt, second: { username, email } }
  },
}

/**
 * Somebody presses the button behind the link of the mail that said that two accounts became one: they are two again. The
 * reader of the mail of either side may, even if somebody else is in the account now. 2206 as above; 2034, 2035, 2200 and 2026 somebody takes an
 * identifier at the same moment.
 */
export const undoLinkingByLink: Verb<
  'user.linking-undone' | 'user.restored',
  { token: string },
  Undone,
  { key: Pick<StoredTicket, 'userPoolId' | 'tokenHash' | 'purpose'>; seal: Seal; notices: Prepared[] }
> = {
  name: 'account-linking.undo-by-link',
  admits: 'anyone',
  emits: ['user.linking-undone', 'user.restored'],
  async prepare(before, { token }) {
    const { reader, pool, ports } = before
    const key = keyOf(pool.id, token)
    const ticket = (await findTicket(reader, key)) ?? gone()
    const linking = (await findLinking(reader, pool.id, ticket.subject)) ?? gone()
    const users = [await findUser(reader, pool.id, linking.primaryId), secondOf(openRemains(ports.seal, linking))]
    return { key, seal: ports.seal, notices: await prepareUndoneNotices(before, users) }
  },
  async run(context, { key, seal, notices }) {
    const ticket = (await takeTicket(context.tx, key)) ?? gone()
    const linking = (await takeUndoable(context, ticket.subject)) ?? gone()
    const undone = await undoLinking(context, seal, linking, await lockHolder(context, linking.primaryId))
    for (const notice of notices) await enqueue(context, notice)
    return undone
  },
}

function keyOf(userPoolId: string, token: string) {
  const read = readTicket(token)
  return read?.userPoolId === userPoolId ? { ...read, purpose: 'undo-linking' } : gone()
}

function gone(): never {
  refuse(2206, { variant: 'link' })
}
