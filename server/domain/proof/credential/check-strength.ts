import type { Before, Question } from '#domain/shape/verb.ts'
import { normalPassword } from './normal-password.ts'
import { type Weakness, weaknessOf } from './password-policy.ts'

export interface StrengthCheck {
  valid: boolean
  /** What is wrong: nothing was given, or why the pool would not take it (2029). */
  reason: 'empty' | Weakness | null
  /** Characters that the pool asks for. */
  minLength: number
}

/**
 * Whether the pool would take this password for a new one. Sign-up forms send it plain or encrypted for the wire, and do
 * not say which: what decrypts was encrypted. Anyone may ask, as anyone may try to register.
 */
export const checkPasswordStrength: Question<{ password: string }, StrengthCheck> = {
  name: 'credential.check-strength',
  admits: 'anyone',
  async answer(before, { password }) {
    const minLength = before.pool.settings.passwordMinLength
    if (password === '') return { valid: false, reason: 'empty', minLength }
    const reason = weaknessOf(normalPassword(await asTyped(before, password)), before.pool.settings)
    return { valid: reason === null, reason, minLength }
  },
}

async function asTyped({ ports }: Before, password: string): Promise<string> {
  return (await ports.opener.open(password)) ?? password
}
