import { decline, refuse } from '@menshen/contract/errors'
import { findUser } from '#domain/people/user/user-store.ts'
import type { Before, QuietVerb } from '#domain/shape/verb.ts'
import { sha256 } from '#platform/crypto/compare.ts'
import { requireActiveAccount } from '../session/account-status.ts'
import { readToken } from '../session/read-token.ts'
import { isLive, type SignedIn } from '../session/session.ts'
import { findSession } from '../session/session-store.ts'
import type { KnownApplication } from '../token-set/authenticate-application.ts'
import { isOpen } from './qr-code.ts'
import { takeQrTicket } from './qr-code-store.ts'

interface Redeeming {
  ticket: string
  /** The bearer token, needed where the pool lets only its own servers redeem. */
  token: string | undefined
  /** The application that asks, where it has shown which it is; left out: none has. */
  by?: Pick<KnownApplication, 'application' | 'proven'>
}

interface Prepared {
  ticketHash: Buffer
  applicationId: string | null
}

/**
 * Exchanges the ticket of a confirmed code for the person and the session, once. Order of refusals: 2020, 2206, 2207, 1001
 * and 2036 unless a server of the pool asks, or of the application, or the pool lets browsers; 6113 the ticket, and one of another application, which is
 * used up by that; 2004 and 2005 the person.
 */
export const redeemQrTicket: QuietVerb<Redeeming, SignedIn, Prepared> = {
  name: 'qr-sign-in.redeem',
  admits: 'anyone',
  quiet: 'the sign-in was told of when the browser collected it',
  async prepare(before, { ticket, token, by }) {
    const { allowExchangeUserInfoFromBrowser: anybody } = before.pool.settings.qrcodeLoginStrategy
    if (!anybody && !by?.proven) await requireManager(before, token)
    return { ticketHash: sha256(ticket), applicationId: by?.application.id ?? null }
  },
  async run({ tx, pool, now }, { ticketHash, applicationId }) {
    const code = (await takeQrTicket(tx, pool.id, ticketHash)) ?? refuse(6113)
    const session = code.sessionId ? await findSession(tx, pool.id, code.sessionId) : null
    if (!isOpen(code, now) || !session || !isLive(session, now)) return decline(6113)
    if (applicationId !== null && session.applicationId !== applicationId) return decline(6113)
    const user = await findUser(tx, pool.id, session.userId)
    requireActiveAccount(user)
    return { user, session }
  },
}

async function requireManager({ ports, pool, now }: Before, token: string | undefined): Promise<void> {
  if (!token) refuse(2020)
  const { caller } = await readToken(ports, token, now)
  if (caller.kind !== 'manager') refuse(1001)
  if (caller.userPoolId !== pool.id) refuse(2036)
}
