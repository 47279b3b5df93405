import type { Declined } from '@menshen/contract/errors'
import type { Method } from '../mfa/factor-kind.ts'
import type { User } from '../user/user.ts'
import type { Context } from '../verb.ts'
import { mustVerifyEmail } from './may-enter.ts'
import { openSession } from './open.ts'
import type { Session, SessionKind } from './session.ts'

export interface WantedSession {
  /** Sign in at once, counted as a sign-in. */
  forceLogin: boolean
  /** Open a session for a token without counting a sign-in. */
  generateToken?: boolean
  kind: SessionKind
  /** Seconds; the application's or the pool's setting when left out. */
  lifetime?: number
  /** What the person proved on the way, where it was not a password. */
  methods?: Method[]
}

export interface Registered {
  user: User
  /** Null as well when somebody asked to sign in who has to verify the e-mail address first. */
  session: Session | null
}

/** Signs a person in who has just registered and asked for it. Who has to do something else first has an account anyway. */
export async function afterRegistration(
  context: Context,
  user: User,
  { forceLogin, generateToken, kind, lifetime, methods }: WantedSession,
): Promise<Registered | Declined> {
  if (!forceLogin && !generateToken) return { user, session: null }
  if (mustVerifyEmail(context.pool, user)) return { user, session: null }
  return openSession(context, user, {
    way: 'registration',
    kind,
    lifetime,
    counted: forceLogin,
    ...(methods && { methods }),
  })
}
