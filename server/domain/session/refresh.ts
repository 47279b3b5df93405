import { refuse } from '@menshen/contract/errors'
import { findUser } from '../user/user-store.ts'
import type { Verb } from '../verb.ts'
import { requireMayEnter } from './may-enter.ts'
import { openSession } from './open.ts'
import type { SignedIn } from './session.ts'
import { findSession, prolongSession } from './session-store.ts'

/**
 * A fresh token: people prolong the session they are in; an administrator opens a new one for anybody, which does not
 * count as a sign-in. 2004 nobody of that id, 2005 locked, 2206 the session has ended meanwhile.
 */
export const refreshSession: Verb<{ id?: string | null }, SignedIn, { id: string; sessionId: string | null }> = {
  name: 'session.refresh',
  admits: 'user or manager',
  prepare({ caller }, { id }) {
    if (caller.kind === 'manager') return { id: id || refuse(2231), sessionId: null }
    if (caller.kind !== 'user') refuse(2020)
    if (id && id !== caller.userId) refuse(2202)
    return { id: caller.userId, sessionId: caller.sessionId }
  },
  async run(context, { id, sessionId }) {
    const { tx, pool, application, now, changed } = context
    const user = await findUser(tx, pool.id, id)
    requireMayEnter(user)
    if (sessionId === null) return openSession(context, user, { way: 'administrator', kind: 'token', counted: false })
    const expiresAt = new Date(
      now.getTime() + (application?.settings.idTokenLifetime ?? pool.settings.tokenExpiresAfter) * 1000,
    )
    if (!(await prolongSession(tx, pool.id, sessionId, expiresAt))) refuse(2206)
    changed(`session:${pool.id}:${sessionId}`)
    return { user, session: (await findSession(tx, pool.id, sessionId)) ?? refuse(2206) }
  },
}
