import { enrolledFactors } from '#domain/entry/factor/factor.ts'
import { findPasswordHash } from '#domain/proof/credential/password-store.ts'
import type { Question } from '#domain/shape/verb.ts'
import { findCaller } from '../contact/change-contact.ts'

/** How well an account is kept. */
export interface AccountSecurity {
  email: boolean
  phone: boolean
  password: boolean
  /** A second factor is set up, besides the addresses that everybody has. */
  mfa: boolean
  /** Null without a password, or when it was set before it was measured. */
  passwordSecurityLevel: number | null
  /** 0 to 100. */
  score: number
}

/** A second factor weighs as much as the best password; an address is what an account is recovered by. */
const points = { email: 20, phone: 20, mfa: 30, password: 10, level: 10 }

/** How well the caller's account is protected. */
export const getSecurityLevel: Question<object, AccountSecurity> = {
  name: 'user.security-level',
  admits: 'any user',
  async answer(before) {
    const user = await findCaller(before)
    const password = (await findPasswordHash(before.reader, user.userPoolId, user.id)) !== null
    const passwordSecurityLevel = password ? user.passwordSecurityLevel : null
    const has = {
      email: user.email !== null,
      phone: user.phone !== null,
      password,
      mfa: enrolledFactors(user).length > 0,
    }
    // Low 10, middle 20, high 30; one that was never measured counts as low.
    const better = points.level * ((passwordSecurityLevel ?? 1) - 1)
    const score =
      (has.email ? points.email : 0) +
      (has.phone ? points.phone : 0) +
      (has.mfa ? points.mfa : 0) +
      (password ? points.password + better : 0)
    return { ...has, passwordSecurityLevel, score }
  },
}
