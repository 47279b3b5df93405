import { refuse } from '@menshen/contract/errors'
import type { Look } from '#platform/database/database.ts'
import { hasDemandingApplication } from '../application/application-store.ts'
import { findSession } from '../session/session-store.ts'
import type { User } from '../user/user.ts'
import type { Situation } from '../verb.ts'
import { provesTwo } from './factor-kind.ts'
import { demandingPolicies } from './settings.ts'

/**
 * Refuses (6004) people who would change their second factors in a session that one proof opened, as applications may where no
 * factor is demanded: whoever has stolen a password would there do away with what guards every other application.
 */
export async function requireFactorShown(
  look: Look,
  { pool, caller }: Pick<Situation, 'pool' | 'caller'>,
  user: User,
): Promise<void> {
  if (caller.kind !== 'user' || user.secondFactors.length === 0) return
  const session = await findSession(look, pool.id, caller.sessionId)
  if (session && provesTwo(session.methods)) return
  if (await guards(look, pool, user)) refuse(6004, { variant: 'session' })
}

/** Passkeys alone are for signing in with, and guard something only where a factor is demanded: see `demandOf`. */
async function guards(look: Look, { id, settings }: Situation['pool'], { secondFactors }: User): Promise<boolean> {
  if (secondFactors.some((kind) => kind !== 'passkey')) return true
  return demandingPolicies.includes(settings.mfa.policy) || hasDemandingApplication(look, id, demandingPolicies)
}
