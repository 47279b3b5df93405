import { refuse } from '@menshen/contract/errors'
import { mayAccessApplication } from '#domain/access/application-access/check-access.ts'
import type { User } from '#domain/people/user/user.ts'
import type { Question } from '#domain/shape/verb.ts'
import { isAtOrigin } from '#domain/tenancy/address/at-origin.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import { isActiveAccount } from './account-status.ts'
import { isLive, type Session } from './session.ts'
import { reaches } from './strength.ts'

export interface Here {
  /** What the browser's cookie stands for. */
  userId: string
  sessionId: string
  /** Of the page that asks; null where the browser says none. */
  pageOrigin: string | null
}

export interface PersonHere {
  user: User
  session: Session
  application: Application
}

/**
 * Who is signed in in a browser, for a page of an application; null when nobody is, when the pool has not switched that on
 * (`appSsoEnabled`), for whom the application does not
 * admit, for sessions that do not reach it, for third parties, whom nobody has agreed to be known to, and for what is
 * no page of the application's: the cookie comes along whoever asks.
 */
export const whoIsHere: Question<Here, PersonHere | null> = {
  name: 'session.who-is-here',
  admits: 'anyone',
  async answer({ reader, pool, application, origin, ports, now }, { userId, sessionId, pageOrigin }) {
    if (!application) refuse(2101)
    if (!pool.settings.appSsoEnabled || !application.settings.firstParty) return null
    if (pageOrigin === null || (pageOrigin !== origin && !isPageOf(application, pageOrigin))) return null
    const session = await ports.cached.session(pool.id, sessionId)
    const user = await ports.cached.user(pool.id, userId)
    if (!session || session.userId !== userId || !isLive(session, now) || !isActiveAccount(user)) return null
    if (!reaches(session, application)) return null
    return (await mayAccessApplication(reader, application, { userId, now })) ? { user, session, application } : null
  },
}

function isPageOf({ redirectUris, logoutRedirectUris }: Application, origin: string): boolean {
  return [...redirectUris, ...logoutRedirectUris].some((address) => isAtOrigin(address, origin))
}
