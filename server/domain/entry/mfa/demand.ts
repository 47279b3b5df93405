import type { User } from '#domain/people/user/user.ts'
import { findPassword } from '#domain/proof/credential/password-store.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import { type AuthenticationMethod, type FactorKind, provesTwo } from '#domain/tenancy/mfa/factor-kind.ts'
import type { MfaSettings } from '#domain/tenancy/mfa/settings.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import type { Reader } from '#platform/database/database.ts'
import { enrolledFactors, type Factor, factorOf } from '../factor/factor.ts'
import { isTrusted, type Showing } from './trusted-device.ts'

/** A second factor that is asked of somebody, and which will do. */
export interface Demand {
  /** The person's own choice, or the rule of the pool or the application. */
  reason: 'own' | 'policy'
  /** The preferred one first. */
  factors: Factor[]
  /** Whether they can be shown at once; false: one of them has to be set up on the way in. */
  enrolled: boolean
}

/** What holds in an application: its own setting, else the pool's. */
export function mfaSettingsOf(pool: UserPool, application: Application | null): MfaSettings {
  return application?.settings.mfa ?? pool.settings.mfa
}

export type DemandContext = Showing & { reader: Reader; pool: UserPool; application: Application | null }

/**
 * Whether somebody who has proven themselves by these methods has to show a second factor as well; null when not. Whoever
 * can show any is never offered to set up another on the way in: a stolen password would choose its own second factor.
 */
export async function demandOf(
  at: DemandContext,
  user: User,
  methods: readonly AuthenticationMethod[],
): Promise<Demand | null> {
  const { policy, factors: accepted } = mfaSettingsOf(at.pool, at.application)
  const own = enrolledFactors(user)
  if (policy === 'off' || provesTwo(methods)) return null
  // A passkey is there to sign in with: having one is no wish to be asked for it after the password.
  if (policy === 'optional' && own.every((kind) => kind === 'passkey')) return null
  const spares = policy === 'new-device' || policy === 'new-place'
  if (spares && (await isTrusted(at, user, policy === 'new-place'))) return null
  const reason = policy === 'optional' ? 'own' : 'policy'
  const kinds = policy === 'optional' ? own : [...new Set([...accepted, ...own])]
  const usable = await showable(at, user, kinds, methods)
  if (usable.length > 0) return { reason, factors: usable, enrolled: true }
  const open = factorsOf(accepted, methods).filter((factor) => factor.canEnrol(user))
  // Where nothing that is accepted can be had, an app for codes can: nobody is let in without, and nobody is shut out.
  return { reason, factors: open.length > 0 ? open : factorsOf(['totp'], methods), enrolled: false }
}

/** What somebody can show further to an application that asks for two factors by itself; null when they have nothing, or have shown two. */
export async function furtherFactor(
  at: Pick<DemandContext, 'reader' | 'pool' | 'application'>,
  user: User,
  methods: readonly AuthenticationMethod[],
): Promise<Demand | null> {
  if (provesTwo(methods)) return null
  const { policy, factors: accepted } = mfaSettingsOf(at.pool, at.application)
  const own = enrolledFactors(user)
  const kinds = policy === 'off' ? own : [...new Set([...accepted, ...own])]
  const factors = await showable(at, user, kinds, methods)
  return factors.length > 0 ? { reason: 'policy', factors, enrolled: true } : null
}

/**
 * What somebody can show of these kinds. A password that was set by who reads the mail, and a code in the mail, would be one proof shown
 * twice: after it only what was set up counts, for whoever has set anything up.
 */
export async function showable(
  { reader, pool }: Pick<DemandContext, 'reader' | 'pool'>,
  user: User,
  kinds: readonly FactorKind[],
  methods: readonly AuthenticationMethod[],
): Promise<Factor[]> {
  const usable = factorsOf(kinds, methods).filter((factor) => factor.isUsable(user))
  const own = usable.filter(({ kind }) => enrolledFactors(user).includes(kind))
  if (own.length === 0 || own.length === usable.length || !methods.includes('password')) return usable
  return (await findPassword(reader, pool.id, user.id))?.byAddress ? own : usable
}

/** What proved somebody once proves nothing the second time. */
function factorsOf(kinds: readonly FactorKind[], methods: readonly AuthenticationMethod[]): Factor[] {
  return kinds.flatMap((kind) => factorOf(kind) ?? []).filter(({ method }) => !methods.includes(method))
}
