import { findUserBy } from '#domain/people/user/user-store.ts'
import type { Before } from '#domain/shape/verb.ts'
import { linkOrigin } from '#domain/tenancy/address/link-origin.ts'
import { passwordVersion } from '../credential/password-version.ts'
import { newTicket } from './ticket.ts'
import type { StoredTicket } from './ticket-store.ts'

/** Where links to a form for a new password lead, below the address of this server. */
export const resetPasswordPath = '/reset-password'

/** What a link is bound to that went to an address which nobody had. */
const nobody = 'nobody'

/**
 * A link that lets the reader of the mail set a new password, once, for the account that has the address now; it ends when
 * that password changes otherwise. Made for anybody: the sender of the mail must not learn whether there is an account.
 */
export async function makeResetLink(
  before: Before,
  email: string,
  { lifetimeSeconds, redirectTo }: { lifetimeSeconds: number; redirectTo: string | null },
): Promise<{ link: string; ticket: StoredTicket }> {
  const { reader, pool, application, now } = before
  const user = await findUserBy(reader, pool.id, 'email', email)
  // Looked for in either case, so that an address which nobody has takes as long.
  const version = await passwordVersion(reader, pool.id, user?.id ?? nobody)
  const { token, ticket } = newTicket({
    userPoolId: pool.id,
    purpose: 'reset-link',
    subject: email,
    redirectTo,
    boundTo: user ? version : nobody,
    applicationId: application?.id ?? null,
    expiresAt: new Date(now.getTime() + lifetimeSeconds * 1000),
  })
  return { link: `${linkOrigin(before)}${resetPasswordPath}?token=${token}`, ticket }
}
