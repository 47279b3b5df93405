import { refuse } from '@menshen/contract/errors'
import type { Verb } from '#domain/shape/verb.ts'
import type { FactorKind } from '#domain/tenancy/mfa/factor-kind.ts'
import type { MfaSettings } from '#domain/tenancy/mfa/settings.ts'
import { lockSettings, mergePoolSettings } from '#domain/tenancy/pool/pool-store.ts'

export interface FactorChange {
  /** What of `among` is accepted from now on, the preferred one first. */
  accepted: readonly FactorKind[]
  /** Of which kinds this speaks; the others stay as they are. */
  among: readonly FactorKind[]
}

/**
 * A pool accepts second factors of these kinds from now on. Without any it asks for none, and one that asked for none asks those
 * who have set one up. What somebody else changes at the same time stays.
 */
export const setPoolFactors: Verb<'pool.updated', FactorChange, MfaSettings> = {
  name: 'pool.set-factors',
  admits: 'manager',
  emits: ['pool.updated'],
  prepare: (_before, { accepted, among }) => ({ accepted: [...new Set(accepted)], among }),
  async run({ tx, pool, now, changed, emit }, change) {
    const { mfa } = (await lockSettings(tx, pool.id)) ?? refuse(2224)
    const next = changedBy(mfa, change)
    await mergePoolSettings(tx, pool.id, { mfa: next }, now)
    changed(`pool:${pool.id}`)
    emit('pool.updated', { poolId: pool.id })
    return next
  },
}

function changedBy({ policy, factors }: MfaSettings, { accepted, among }: FactorChange): MfaSettings {
  const left = [...accepted, ...factors.filter((kind) => !among.includes(kind))]
  // The kinds are kept for who switches it on again.
  if (left.length === 0) return { policy: 'off', factors }
  return { policy: policy === 'off' && accepted.length > 0 ? 'optional' : policy, factors: left }
}
