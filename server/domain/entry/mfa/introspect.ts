import { type Domain, groundOf } from '#domain/shape/domain.ts'
import { isActiveAccount } from '../session/account-status.ts'
import { findMfaTicket } from './mfa-ticket-store.ts'
import { mfaTokenLifetime, readMfaToken } from './mfa-token.ts'

/** What an mfaToken is good for; times in seconds since 1970. */
export type MfaTokenStanding =
  | { active: false }
  | { active: true; userPoolId: string; userId: string; exp: number; iat: number }

/**
 * Whose half of a sign-in a token stands for, for whoever holds it, since it says so of itself (as RFC 7662 answers). Any other text,
 * and one that was used, is too old or was tried too often, is not active; nor one of another application than the one named.
 */
export async function introspectMfaToken(
  domain: Domain,
  token: string,
  applicationId: string | undefined,
): Promise<MfaTokenStanding> {
  const { unit, ports, clock } = groundOf(domain)
  const read = readMfaToken(token)
  const ticket = read && (await findMfaTicket(unit.reader, read))
  if (!ticket || ticket.expiresAt <= clock() || ticket.triesLeft < 1) return { active: false }
  if (applicationId !== undefined && ticket.applicationId !== null && ticket.applicationId !== applicationId)
    return { active: false }
  const { userPoolId, userId } = ticket
  if (!isActiveAccount(await ports.cached.user(userPoolId, userId))) return { active: false }
  const exp = Math.floor(ticket.expiresAt.getTime() / 1000)
  return { active: true, userPoolId, userId, exp, iat: exp - mfaTokenLifetime }
}
