import { decline, refuse } from '@menshen/contract/errors'
import { enqueue, type Prepared } from '../message/enqueue.ts'
import { prepareNotice } from '../message/notice.ts'
import { findUser } from '../user/user-store.ts'
import type { Verb } from '../verb.ts'
import { readTicket } from '../verification-code/ticket.ts'
import { findTicket, takeTicket } from '../verification-code/ticket-store.ts'
import { prepareNewPassword } from './new-password.ts'
import { replacePassword } from './replace-password.ts'

/**
 * Sets the new password with the token of `beginPasswordReset`. Order of refusals: 2019 no such token, or a spent one, 2016
 * and 2029 the password, 2300 too old, 2004 the person is gone.
 */
export const finishPasswordReset: Verb<
  { token: string; newPassword: string; encrypted: boolean },
  void,
  { tokenHash: Buffer; hash: string; notice: Prepared | null }
> = {
  name: 'credential.finish-reset',
  admits: 'anyone',
  async prepare(before, { token, newPassword, encrypted }) {
    const { look, pool } = before
    const read = readTicket(token)
    if (read?.userPoolId !== pool.id) refuse(2019)
    const ticket = await findTicket(look, { ...read, purpose: 'reset-password' })
    if (!ticket) refuse(2019)
    const user = await findUser(look, pool.id, ticket.subject)
    const own = [user?.username, user?.email, user?.phone].flatMap((text) => text ?? [])
    const hash = await prepareNewPassword(before, newPassword, encrypted, own)
    const notice = user && (await prepareNotice(before, 'PASSWORD_RESETED_NOTIFICATION', user))
    return { tokenHash: read.tokenHash, hash, notice }
  },
  async run(context, { tokenHash, hash, notice }) {
    const { tx, pool, now } = context
    const ticket = await takeTicket(tx, { userPoolId: pool.id, tokenHash, purpose: 'reset-password' })
    if (!ticket) refuse(2019)
    if (ticket.expiresAt <= now) return decline(2300)
    await replacePassword(context, ticket.subject, hash)
    if (notice) await enqueue(context, notice)
  },
}
