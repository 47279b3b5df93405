import { refuse } from '@menshen/contract/errors'
import { poolSettings } from '@menshen/contract/settings'
import { fields, ofKind } from '#domain/shape/kind.ts'
import { requireKnown } from '#domain/shape/require-known.ts'
import { type FactorKind, factorKinds } from './factor-kind.ts'

/**
 * When a second factor is asked for. `off`: never. `optional`: of people who have set one up. `required`: always.
 * `new-device`: where the person has not shown one on this device and had it trusted. `new-place`: there, and on a trusted
 * device in another network.
 */
export const mfaPolicies = ['off', 'optional', 'required', 'new-device', 'new-place'] as const
export type MfaPolicy = (typeof mfaPolicies)[number]

/** Those under which a factor is asked of people who have not chosen to be asked. */
export const demandingPolicies: readonly MfaPolicy[] = ['required', 'new-device', 'new-place']

export interface MfaSettings {
  policy: MfaPolicy
  /** What is accepted where the policy demands a factor, the preferred one first. What a person has set up always is. */
  factors: FactorKind[]
}

const { policy, factors } = poolSettings.mfa.default
export const defaultMfaSettings: MfaSettings = { policy, factors: [...factors] }

const known: ReadonlySet<string> = new Set<keyof MfaSettings>(['policy', 'factors'])

/** Settings of a door, unchecked, against what holds now: what is not given stays. 400 for what they cannot be. */
export function parseMfaSettings(value: unknown, name: string, current: MfaSettings): MfaSettings {
  const input = ofKind(fields, value, name)
  requireKnown(input, { known }, 'mfa', `${name}.`)
  const { policy, factors } = input
  return {
    policy:
      policy === undefined
        ? current.policy
        : (mfaPolicies.find((known) => known === policy) ??
          refuse(400, { variant: 'choice', values: { field: `${name}.policy`, choices: mfaPolicies.join(', ') } })),
    factors: factors === undefined ? current.factors : parseFactors(factors, `${name}.factors`),
  }
}

function parseFactors(value: unknown, name: string): FactorKind[] {
  if (!Array.isArray(value) || value.length === 0) return refuse(400, { variant: 'empty', values: { field: name } })
  const known: readonly unknown[] = factorKinds
  if (!value.every((kind) => known.includes(kind)))
    return refuse(400, { variant: 'choice', values: { field: name, choices: factorKinds.join(', ') } })
  return [...new Set(value as FactorKind[])]
}
