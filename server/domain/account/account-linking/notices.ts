import type { Prepared } from '#domain/messaging/message/enqueue.ts'
import { prepareNotice } from '#domain/messaging/message/notice.ts'
import { inTheirLanguage } from '#domain/people/user/language.ts'
import type { User } from '#domain/people/user/user.ts'
import { newTicket } from '#domain/proof/verification-code/ticket.ts'
import type { StoredTicket } from '#domain/proof/verification-code/ticket-store.ts'
import type { Before } from '#domain/shape/verb.ts'
import { linkOrigin } from '#domain/tenancy/address/link-origin.ts'
import { endOfUndo } from './keep.ts'
import { undoableFor } from './linking.ts'

/** Where the links of these mails lead, below the address of this server. */
export const undoLinkingPath = '/undo-linking'

/** A mail that says that an account was linked, and what is behind the link in it. */
export interface LinkedNotice {
  message: Prepared
  ticket: StoredTicket
}

/**
 * Tells one of two accounts that they become one, with a link by which that is undone; null when it has no address. Also the one
 * that goes: its address may be all that its owner still has of it.
 */
export async function prepareLinkedNotice(before: Before, user: User, linkingId: string): Promise<LinkedNotice | null> {
  const { pool, application, now } = before
  const { token, ticket } = newTicket({
    userPoolId: pool.id,
    purpose: 'undo-linking',
    subject: linkingId,
    applicationId: application?.id ?? null,
    expiresAt: endOfUndo(now),
  })
  const message = await prepareNotice(inTheirLanguage(before, user), 'ACCOUNTS_LINKED', user, {
    lifetimeSeconds: undoableFor,
    values: { verify_link: `${linkOrigin(before)}${undoLinkingPath}?token=${token}` },
  })
  return message && { message, ticket }
}

/** Tells every address of both accounts that they are two again. */
export async function prepareUndoneNotices(before: Before, users: (User | null)[]): Promise<Prepared[]> {
  const byAddress = new Map(users.flatMap((user) => (user?.email ? [[user.email, user] as const] : [])))
  const notices = [...byAddress.values()].map((user) =>
    prepareNotice(inTheirLanguage(before, user), 'LINKING_UNDONE', user),
  )
  return (await Promise.all(notices)).filter((notice) => notice !== null)
}
