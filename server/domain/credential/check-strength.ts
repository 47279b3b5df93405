import { Refusal } from '@menshen/contract/errors'
import type { TransportKeys } from '../key/key-ring.ts'
import type { Question } from '../verb.ts'
import { type Weakness, weaknessOf } from './password-policy.ts'
import { decryptPassword } from './transport.ts'

export interface StrengthCheck {
  valid: boolean
  /** What is wrong: nothing was given, or why the pool would not take it (2029). */
  reason: 'empty' | Weakness | null
}

/**
 * Whether the pool would take this password for a new one. Sign-up forms send it plain or encrypted for the wire, and do
 * not say which: what decrypts was encrypted. Anyone may ask, as anyone may try to register.
 */
export const checkPasswordStrength: Question<{ password: string }, StrengthCheck> = {
  name: 'credential.check-strength',
  admits: 'anyone',
  answer({ pool, tools }, { password }) {
    if (password === '') return { valid: false, reason: 'empty' }
    const reason = weaknessOf(asTyped(tools.keys.transport, password), pool.settings)
    return { valid: reason === null, reason }
  },
}

function asTyped(keys: TransportKeys, password: string): string {
  try {
    return decryptPassword(keys, password)
  } catch (error) {
    if (error instanceof Refusal && error.code === 2016) return password
    throw error
  }
}
