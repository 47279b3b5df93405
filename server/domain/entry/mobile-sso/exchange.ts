import { decline, refuse } from '@menshen/contract/errors'
import type { Verb } from '#domain/shape/verb.ts'
import type { AuthenticationMethod } from '#domain/tenancy/mfa/factor-kind.ts'
import { matchPoolSecret } from '../session/pool-secret.ts'
import { isLive, type SignedIn } from '../session/session.ts'
import { findSession } from '../session/session-store.ts'
import { requireStillIn } from '../session/still-in.ts'
import { reaches } from '../session/strength.ts'
import { hitWrongSecret } from '../session/wrong-secret.ts'
import { openSession } from '../sign-in/open.ts'
import { findShared, useTicket } from './shared-session-store.ts'
import { readSsoTicket, type SsoTicket } from './ticket.ts'

/**
 * Signs the person of a ticket in, for an app's server that knows the pool's secret. Order of refusals: 1001 a third party, or
 * the secret; 429 too many wrong ones; 400 a ticket that is altered, over, of another pool or used before; 2401 the shared
 * session has ended meanwhile or does not reach the application; then those of `openSession`. A ticket is used up by whatever follows the 400.
 */
export const exchangeTicket: Verb<'user.signed-in', { ticket: string; secret: string }, SignedIn, SsoTicket> = {
  name: 'mobile-sso.exchange',
  admits: 'anyone',
  emits: ['user.signed-in'],
  async prepare(before, { ticket, secret }) {
    const { pool, application, client, ports, now } = before
    // People agree to what strangers learn of them on the sign-in page only.
    if (application && !application.settings.firstParty) refuse(1001)
    if (!matchPoolSecret(pool, secret, now))
      await before.ahead(async (context) => decline((await hitWrongSecret(context, pool.id, client.ip)) ? 1001 : 429))
    return readSsoTicket(ports.keys.cookieSecret, ticket, pool.id, now) ?? refuseTicket()
  },
  async run(context, { id, device, applicationId, sharedId, expiresAt }) {
    const { tx, pool, application, now } = context
    if (!(await useTicket(tx, pool.id, id, new Date(expiresAt)))) refuseTicket()
    const found = await findShared(tx, pool.id, Buffer.from(device, 'hex'), now)
    const shared = found.find((one) => one.id === sharedId && one.applicationId === applicationId)
    const session = shared && (await findSession(tx, pool.id, shared.sessionId))
    if (!shared || !session || !isLive(session, now)) return decline(2401)
    if (application && !reaches(session, application)) return decline(2401)
    const { deviceId, methods, endsBy, provenAt } = session
    // What was proven there counts here: a second factor is not asked for twice.
    const opening = {
      way: 'sso',
      methods: methods as AuthenticationMethod[],
      kind: 'token',
      deviceId,
      endsBy,
      provenAt,
    } as const
    const opened = await openSession(context, { id: shared.userId }, opening)
    // The person's row is locked now, and whoever signs them out locks it first.
    await requireStillIn(context, session.id)
    return opened
  },
}

function refuseTicket(): never {
  return refuse(400, { variant: 'token', values: { name: 'ticket' } })
}
