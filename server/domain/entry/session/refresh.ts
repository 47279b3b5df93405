import { isDeclined, refuse } from '@menshen/contract/errors'
import { mayAccessApplication } from '#domain/access/application-access/check-access.ts'
import { findUser } from '#domain/people/user/user-store.ts'
import type { Verb } from '#domain/shape/verb.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import { prolongShared } from '../mobile-sso/shared-session-store.ts'
import { openSession } from '../sign-in/open.ts'
import { requireActiveAccount } from './account-status.ts'
import type { SignedIn } from './session.ts'
import { findSession, prolongSession } from './session-store.ts'
import { isBorrowed } from './strength.ts'

/**
 * A fresh token: people prolong the session they are in; an administrator opens a new one for anybody, which does not
 * count as a sign-in. 2004 nobody of that id, 2005 locked, 1001 not admitted to the application any
 * more, or an access token that would become a user token, 2206 the session has ended meanwhile.
 */
export const refreshSession: Verb<
  'user.token-refreshed' | 'user.token-issued' | 'user.signed-in',
  { id?: string | null },
  SignedIn,
  { id: string; sessionId: string | null; of?: Application | null }
> = {
  name: 'session.refresh',
  admits: 'any user or manager',
  emits: ['user.token-refreshed', 'user.token-issued', 'user.signed-in'],
  async prepare({ caller, pool, ports: { cached } }, { id }) {
    if (caller.kind === 'manager') return { id: id || refuse(2231), sessionId: null }
    if (caller.kind !== 'user') refuse(2020)
    if (id && id !== caller.userId) refuse(2202)
    const session = (await cached.session(pool.id, caller.sessionId)) ?? refuse(2206)
    // An access token must not become what may do more than itself, nor one of offline access what goes on without its refresh token.
    if (session.kind === 'offline' || (caller.boundTo !== null && !isBorrowed(session)))
      refuse(1001, { variant: 'bound' })
    const of = session.applicationId
    return { id: caller.userId, sessionId: caller.sessionId, of: of ? await cached.application(of) : null }
  },
  async run(context, { id, sessionId, of }) {
    const { tx, pool, now, changed } = context
    const user = await findUser(tx, pool.id, id)
    requireActiveAccount(user)
    if (sessionId === null) {
      const opened = await openSession(context, user, { way: 'administrator', kind: 'token' })
      if (!isDeclined(opened)) context.emit('user.token-issued', { userId: id, sessionId: opened.session.id })
      return opened
    }
    if (of && !(await mayAccessApplication(tx, of, { userId: id, now })))
      refuse(1001, { variant: 'application', values: { application: of.name } })
    // Whatever the caller's headers name: another application's tokens may last longer.
    const lifetime = of?.settings.idTokenLifetime ?? pool.settings.tokenExpiresAfter
    const expiresAt = new Date(now.getTime() + lifetime * 1000)
    if (!(await prolongSession(tx, pool.id, sessionId, expiresAt))) refuse(2206)
    changed(`session:${pool.id}:${sessionId}`)
    const session = (await findSession(tx, pool.id, sessionId)) ?? refuse(2206)
    await prolongShared(tx, pool.id, sessionId, session.expiresAt)
    context.emit('user.token-refreshed', { userId: id, sessionId }, session.applicationId)
    return { user, session }
  },
}
