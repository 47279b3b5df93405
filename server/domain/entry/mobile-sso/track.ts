import { refuse } from '@menshen/contract/errors'
import type { Question } from '#domain/shape/verb.ts'
import { isActiveAccount } from '../session/account-status.ts'
import { isLive } from '../session/session.ts'
import { hashDevice } from './shared-session.ts'
import { findShared } from './shared-session-store.ts'
import { issueSsoTicket } from './ticket.ts'

export interface Tracked {
  /** For the app's server to exchange, together with the pool's secret. */
  ticket: string
  nickname: string | null
  photo: string | null
}

/**
 * Who is signed in on a phone, as much as may be shown to whoever knows the phone's id. 2401 when nobody is: nothing was
 * shared, or the session is over, or its person may not enter any more; and always for third parties.
 */
export const trackSharedSession: Question<{ deviceId: string }, Tracked> = {
  name: 'mobile-sso.track',
  admits: 'anyone',
  async answer({ reader, pool, application, ports, now }, { deviceId }) {
    if (application && !application.settings.firstParty) refuse(2401)
    const deviceHash = hashDevice(deviceId)
    for (const shared of await findShared(reader, pool.id, deviceHash, now)) {
      const session = await ports.cached.session(pool.id, shared.sessionId)
      const user = await ports.cached.user(pool.id, shared.userId)
      if (!session || !isLive(session, now) || !isActiveAccount(user)) continue
      const { id: sharedId, applicationId } = shared
      const about = { userPoolId: pool.id, device: deviceHash.toString('hex'), sharedId, applicationId }
      const ticket = issueSsoTicket(ports.keys.cookieSecret, about, now)
      return { ticket, nickname: user.profile.nickname ?? null, photo: user.profile.photo ?? null }
    }
    return refuse(2401)
  },
}
