import { refuse } from '@menshen/contract/errors'
import type { Verb } from '#domain/shape/verb.ts'
import type { Seal } from '#platform/crypto/seal.ts'
import type { FactorKind } from '../mfa/factor-kind.ts'
import { demandingPolicies, type MfaSettings } from '../mfa/settings.ts'
import type { Application } from './application.ts'
import { lockApplication, updateApplication as save } from './application-store.ts'
import { announce } from './changed.ts'

export interface FactorChanges {
  id: string
  /** Demanded from now on. */
  enabled: FactorKind[]
  /** Not demanded any longer; one that is enabled as well is demanded. */
  disabled: FactorKind[]
}

/** The second factors that are demanded of everybody there, the preferred one first. */
export function demandedFactors({ policy, factors }: MfaSettings): FactorKind[] {
  return demandingPolicies.includes(policy) ? factors : []
}

/**
 * Says which second factors an application demands, and answers those. Where it demands none yet, the first has one demanded of
 * everybody; where the last goes, only people who have chosen to be asked still are. 2010 no id, 2011 not of this pool.
 */
export const changeApplicationFactors: Verb<
  'application.updated',
  FactorChanges,
  Application,
  FactorChanges & { seal: Seal }
> = {
  name: 'application.change-factors',
  admits: 'manager',
  emits: ['application.updated'],
  prepare: ({ ports }, input) => ({ ...input, id: input.id || refuse(2010), seal: ports.seal }),
  async run({ tx, pool, now, changed, emit }, { id, enabled, disabled, seal }) {
    const before = (await lockApplication(tx, seal, pool.id, id)) ?? refuse(2011)
    const current = before.settings.mfa ?? pool.settings.mfa
    const mfa = changedSettings(current, enabled, disabled)
    const after = await save(tx, seal, before, { settings: { mfa } }, now)
    announce(changed, after)
    emit('application.updated', { applicationId: id })
    return after
  },
}

function changedSettings(current: MfaSettings, enabled: FactorKind[], disabled: FactorKind[]): MfaSettings {
  const kept = demandedFactors(current).filter((kind) => !disabled.includes(kind))
  const factors = [...new Set([...kept, ...enabled])]
  if (factors.length === 0) return demandedFactors(current).length === 0 ? current : { ...current, policy: 'optional' }
  return { policy: demandingPolicies.includes(current.policy) ? current.policy : 'required', factors }
}
