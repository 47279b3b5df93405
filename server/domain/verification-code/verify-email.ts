import { decline, refuse } from '@menshen/contract/errors'
import { findUserBy, updateUser } from '../user/user-store.ts'
import type { Verb } from '../verb.ts'
import { readTicket } from './ticket.ts'
import { takeTicket } from './ticket-store.ts'

/**
 * Somebody follows the link of a mail: the address is verified, for whoever has it now. 2023 when the link is spent, too
 * old or none of ours; 2004 when nobody here has the address any more.
 */
export const verifyEmail: Verb<{ token: string }, { redirectTo: string | null }, Buffer> = {
  name: 'verification-code.verify-email',
  admits: 'anyone',
  prepare: ({ pool }, { token }) => {
    const read = readTicket(token)
    return read && read.userPoolId === pool.id ? read.tokenHash : refuse(2023)
  },
  async run({ tx, pool, now, changed }, tokenHash) {
    const ticket = await takeTicket(tx, { userPoolId: pool.id, tokenHash, purpose: 'verify-email' })
    if (!ticket || ticket.expiresAt <= now) return decline(2023)
    const user = await findUserBy(tx, pool.id, 'email', ticket.subject)
    if (!user) return decline(2004)
    await updateUser(tx, pool.id, user.id, { emailVerified: true }, now)
    changed(`user:${pool.id}:${user.id}`)
    return { redirectTo: ticket.redirectTo }
  },
}
