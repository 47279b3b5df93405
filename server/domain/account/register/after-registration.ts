import type { Declined } from '@menshen/contract/errors'
import { mustVerifyEmail } from '#domain/entry/session/account-status.ts'
import type { Session, SessionKind } from '#domain/entry/session/session.ts'
import { openSession } from '#domain/entry/sign-in/open.ts'
import type { User } from '#domain/people/user/user.ts'
import type { Context } from '#domain/shape/verb.ts'
import type { AuthenticationMethod } from '#domain/tenancy/mfa/factor-kind.ts'

export interface WantedSession {
  /** Sign in at once, counted as a sign-in. */
  forceLogin: boolean
  /** Open a session for a token without counting a sign-in. */
  generateToken?: boolean
  kind: SessionKind
  /** Seconds; the application's or the pool's setting when left out. */
  lifetime?: number
  /** What the person proved on the way, where it was not a password. */
  methods?: AuthenticationMethod[]
  /** What is asked for where tokens come of it: see `entry/token-set`. */
  tokenScope?: string | undefined
}

export interface Registered {
  user: User
  /** Null as well when somebody asked to sign in who has to verify the e-mail address first. */
  session: Session | null
}

/** Signs a person in who has just registered and asked for it. Who has to do something else first has an account anyway. */
export async function afterRegistration(
  context: Context<'user.signed-in'>,
  user: User,
  { forceLogin, generateToken, kind, lifetime, methods, tokenScope }: WantedSession,
): Promise<Registered | Declined> {
  if (!forceLogin && !generateToken) return { user, session: null }
  if (mustVerifyEmail(context.pool, user)) return { user, session: null }
  return openSession(context, user, {
    way: 'registration',
    kind,
    lifetime,
    counted: forceLogin,
    tokenScope,
    ...(methods && { methods }),
  })
}
