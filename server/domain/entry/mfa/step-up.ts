import { type Declined, isDeclined, refuse } from '@menshen/contract/errors'
import { lockUser } from '#domain/people/user/user-store.ts'
import { nothingToPrepare, type QuietVerb } from '#domain/shape/verb.ts'
import type { AuthenticationMethod } from '#domain/tenancy/mfa/factor-kind.ts'
import { requireActiveAccount } from '../session/account-status.ts'
import { isLive, type SessionKind } from '../session/session.ts'
import { findSession } from '../session/session-store.ts'
import { askSecondFactor } from './ask.ts'

export interface StepUp {
  /** The session in which the person is, and which lacks the factor. */
  sessionId: string
  userId: string
  kind: SessionKind
  lifetime: number
  /** The application asks for it in this one request, whatever its policy. */
  asked: boolean
}

/**
 * Asks somebody who is signed in already for the second factor that another application demands: refuses with 1635 or 1636 like
 * the sign-in itself. 2206 when the session is over; null when nothing is demanded.
 */
export const stepUp: QuietVerb<StepUp, null> = {
  name: 'mfa.step-up',
  admits: 'anyone',
  quiet: 'whoever passes the factor that it asks for is told of',
  prepare: nothingToPrepare,
  async run(context, { sessionId, userId, kind, lifetime, asked }): Promise<null | Declined> {
    const { tx, pool, now } = context
    const session = await findSession(tx, pool.id, sessionId)
    if (!session || session.userId !== userId || !isLive(session, now)) refuse(2206)
    const user = await lockUser(tx, pool.id, userId)
    requireActiveAccount(user)
    const methods = session.methods as AuthenticationMethod[]
    const step = await askSecondFactor(context, user, {
      way: 'password',
      methods,
      kind,
      lifetime,
      counted: false,
      sessionId,
      asked,
    })
    return isDeclined(step) ? step : null
  },
}
