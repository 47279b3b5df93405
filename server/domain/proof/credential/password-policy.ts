import { Refusal, refuse } from '@menshen/contract/errors'
import type { PoolSettings } from '#domain/tenancy/pool/user-pool.ts'
import { isCommon } from './common-passwords.ts'

export type PasswordStrength = 0 | 1 | 2 | 3

/** Long passphrases are welcome; a megabyte is an attack on the hash. Counted in code points. */
const maximumLength = 256

const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u]

/**
 * Controls and breaks of lines (RFC 8265 section 4.2): no keyboard types them again elsewhere. Marks within emoji are none of them.
 * Only what is new is held to it: who has such a password signs in with it as ever.
 */
const control = /[\p{Cc}\p{Zl}\p{Zp}]/u

/** Why a password cannot be taken: too short, too few kinds of characters, too easy to guess, too long, not all to be typed. */
export type Weakness = 'short' | 'kinds' | 'common' | 'long' | 'control'

type Policy = Pick<PoolSettings, 'passwordStrength' | 'refuseCommonPasswords' | 'passwordMinLength'>

/**
 * What is wrong with a password, or null. The strength asks for: 0 any non-empty, 1 as many characters as the pool says, 2 two
 * and 3 three kinds of characters. Easy ones are refused as the setting says, or else from strength 2 on. `own` are the
 * account's names.
 */
export function weaknessOf(password: string, policy: Policy, own: readonly string[] = []): Weakness | null {
  const { passwordStrength: strength, refuseCommonPasswords, passwordMinLength } = policy
  const length = [...password].length
  if (length > maximumLength) return 'long'
  if (control.test(password)) return 'control'
  if (length < (strength === 0 ? 1 : passwordMinLength)) return 'short'
  if (kinds.filter((kind) => kind.test(password)).length < strength) return 'kinds'
  return (refuseCommonPasswords ?? strength >= 2) && isCommon(password, own) ? 'common' : null
}

/** Refuses a new password that the pool's policy does not allow (2029). */
export function requirePasswordStrength(password: string, policy: Policy, own: readonly string[] = []): void {
  const weakness = weaknessOf(password, policy, own)
  if (weakness === 'short') throw tooShort(policy)
  if (weakness) refuse(2029, { variant: weakness })
}

/** The wording of the protocol knows six characters only. */
function tooShort({ passwordMinLength: length }: Policy): Refusal {
  return new Refusal(2029, length === 6 ? {} : { variant: 'short', values: { length } })
}
