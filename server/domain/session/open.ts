import { refuse } from '@menshen/contract/errors'
import { newId } from '#platform/crypto/random.ts'
import { countSignIn } from '../quota/monthly.ts'
import type { User } from '../user/user.ts'
import { countLogin } from '../user/user-store.ts'
import type { Context } from '../verb.ts'
import { mustVerifyEmail, requireMayEnter } from './may-enter.ts'
import type { Session, SessionKind } from './session.ts'
import { insertSession } from './session-store.ts'

/**
 * Signs a person in: the only maker of sessions. `counted` is a sign-in that the person made, which shows in
 * `loginsCount` and uses the pool's quotas; a token that an administrator fetched does not. Refusals: 2002 and 2040 the
 * quotas, 2004 gone, 2005 locked, 2042 an e-mail address that has to be verified first.
 */
export async function openSession(
  context: Context,
  user: Pick<User, 'userPoolId' | 'id'>,
  options: { kind: SessionKind; counted: boolean; lifetime?: number | undefined },
  current: User | null = null,
): Promise<{ user: User; session: Session }> {
  const { tx, now, pool, application, client } = context
  if (options.counted) await countSignIn(context, user.id)
  // Counting comes first: it takes the row's lock and reads it afresh, so whoever was locked a moment ago stays out.
  const entering = options.counted ? await countLogin(tx, user, client.ip, now) : current
  requireMayEnter(entering)
  if (options.counted && mustVerifyEmail(pool, entering)) refuse(2042)
  const lifetime = options.lifetime ?? application?.settings.idTokenLifetime ?? pool.settings.tokenExpiresAfter
  const session: Session = {
    id: newId(now),
    userPoolId: pool.id,
    userId: user.id,
    applicationId: application?.id ?? null,
    kind: options.kind,
    createdAt: now,
    expiresAt: new Date(now.getTime() + lifetime * 1000),
    endedAt: null,
  }
  await insertSession(tx, { ...session, ip: client.ip, userAgent: client.userAgent })
  return { user: entering, session }
}
