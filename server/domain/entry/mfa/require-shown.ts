import { refuse } from '@menshen/contract/errors'
import type { User } from '#domain/people/user/user.ts'
import type { RequestContext } from '#domain/shape/request-context.ts'
import { hasDemandingApplication } from '#domain/tenancy/application/pool-wide-store.ts'
import { type AuthenticationMethod, provesTwo } from '#domain/tenancy/mfa/factor-kind.ts'
import { demandingPolicies } from '#domain/tenancy/mfa/settings.ts'
import type { Reader } from '#platform/database/database.ts'
import { factors } from '../factor/factor.ts'
import { findSession } from '../session/session-store.ts'

/**
 * Refuses (6004) people who would change what can be their second factor in a session that a password alone opened, as
 * applications may where no factor is demanded: whoever has stolen a password would there do away with what guards every other
 * application, or put something of their own beside it. `shown` is what was proven beside the session.
 */
export async function requireFactorShown(
  reader: Reader,
  { pool, caller }: Pick<RequestContext, 'pool' | 'caller'>,
  user: User,
  shown: readonly AuthenticationMethod[] = [],
): Promise<void> {
  if (caller.kind !== 'user') return
  const methods = (await findSession(reader, pool.id, caller.sessionId))?.methods ?? []
  if (provesTwo(methods)) return
  // What was set up guards wherever it is asked for.
  if (user.secondFactors.some((kind) => kind !== 'passkey')) refuse(6004, { variant: 'session' })
  if (await isGuarded(reader, pool, user, [...methods, ...shown])) refuse(6004, { variant: 'session' })
}

/**
 * Addresses, and passkeys, which are for signing in with, guard something only where a factor is demanded and they will do; and
 * not from whoever has shown one of them.
 */
async function isGuarded(
  reader: Reader,
  { id, settings }: RequestContext['pool'],
  user: User,
  shown: readonly AuthenticationMethod[],
): Promise<boolean> {
  const guards = factors.filter((factor) => factor.isUsable(user))
  if (guards.length === 0 || guards.some(({ method }) => shown.includes(method))) return false
  const kinds = guards.map(({ kind }) => kind)
  const always = kinds.includes('passkey')
  if (
    demandingPolicies.includes(settings.mfa.policy) &&
    (always || settings.mfa.factors.some((f) => kinds.includes(f)))
  )
    return true
  return hasDemandingApplication(reader, id, demandingPolicies, always ? null : kinds)
}
