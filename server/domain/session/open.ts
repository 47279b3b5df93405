import { type Declined, refuse } from '@menshen/contract/errors'
import { newId } from '#platform/crypto/random.ts'
import { countSignIn } from '../quota/monthly.ts'
import type { User } from '../user/user.ts'
import { countLogin, lockUser } from '../user/user-store.ts'
import type { Context } from '../verb.ts'
import { mustVerifyEmail, requireMayEnter } from './may-enter.ts'
import { nextStep, type Way } from './next-step.ts'
import type { Session, SessionKind, SignedIn } from './session.ts'
import { insertSession } from './session-store.ts'

export interface Opening {
  way: Way
  kind: SessionKind
  /** Seconds; the application's or the pool's setting when left out. */
  lifetime?: number | undefined
  /** A sign-in that the person made: shows in `loginsCount` and uses the pool's quotas. A mere token does not. */
  counted: boolean
}

/**
 * Signs a person in: the only maker of sessions. Refusals: 2004 gone, 2005 locked; but for an administrator 2042 an e-mail address
 * that has to be verified first, what `nextStep` asks for, 2002 and 2040 the quotas.
 */
export async function openSession(
  context: Context,
  { id }: Pick<User, 'id'>,
  { way, kind, lifetime, counted }: Opening,
): Promise<SignedIn | Declined> {
  const { tx, pool, client, now } = context
  // Locked and read afresh: whoever was locked out a moment ago stays out.
  const user = await lockUser(tx, pool.id, id)
  requireMayEnter(user)
  if (way !== 'administrator') {
    if (mustVerifyEmail(pool, user)) refuse(2042)
    const step = await nextStep(context, user, way)
    if (step) return step
  }
  if (!counted) return { user, session: await insert(context, user, kind, lifetime) }
  await countSignIn(context, id)
  const entering = (await countLogin(tx, user, client.ip, now)) ?? refuse(2004)
  return { user: entering, session: await insert(context, user, kind, lifetime) }
}

async function insert(
  { tx, pool, application, client, now }: Context,
  user: User,
  kind: SessionKind,
  asked: number | undefined,
): Promise<Session> {
  const lifetime = asked ?? application?.settings.idTokenLifetime ?? pool.settings.tokenExpiresAfter
  const session: Session = {
    id: newId(now),
    userPoolId: pool.id,
    userId: user.id,
    applicationId: application?.id ?? null,
    kind,
    createdAt: now,
    expiresAt: new Date(now.getTime() + lifetime * 1000),
    endedAt: null,
  }
  await insertSession(tx, { ...session, ip: client.ip, userAgent: client.userAgent })
  return session
}
