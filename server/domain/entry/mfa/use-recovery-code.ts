import { decline, isDeclined } from '@menshen/contract/errors'
import type { Verb } from '#domain/shape/verb.ts'
import { newRecoveryCode, recoveryHash } from '../factor/recovery-code.ts'
import { replaceRecovery } from '../factor/totp-store.ts'
import { failFactor, type Passed, passFactor } from './pass-factor.ts'
import { type PendingSignIn, requireMfaTicket, requireShown } from './require-mfa-ticket.ts'
import type { ShownFactor } from './verify-totp.ts'

/** `recoveryCode` is the new one, shown this once. */
export type Recovered = Passed & { recoveryCode: string }

/**
 * The second half of a sign-in for whoever has lost the authenticator app. A recovery code is good once, and a new one takes
 * its place. Order of refusals: those of `requireMfaTicket`, 6003 no app, 6002 wrong or used code, 2005, those of `passFactor`.
 */
export const useRecoveryCode: Verb<
  'user.factor-passed' | 'user.signed-in',
  ShownFactor & { recoveryCode: string },
  Recovered,
  ShownFactor & { pending: PendingSignIn; given: Buffer; next: Buffer; nextCode: string }
> = {
  name: 'mfa.use-recovery-code',
  admits: 'second factor',
  emits: ['user.factor-passed', 'user.signed-in'],
  async prepare(before, { recoveryCode, trust }) {
    const pending = await requireMfaTicket(before)
    requireShown(pending, 'totp')
    const owner = { userPoolId: before.pool.id, userId: pending.user.id }
    const hash = (code: string) => recoveryHash(before.ports.keys.cookieSecret, owner, code)
    const nextCode = newRecoveryCode()
    return { pending, trust, given: hash(recoveryCode), next: hash(nextCode), nextCode }
  },
  async run(context, { pending, given, next, nextCode, trust }) {
    const owner = { userPoolId: pending.ticket.userPoolId, userId: pending.ticket.userId }
    const replace = (used: Buffer, by: Buffer) => replaceRecovery(context.tx, owner, used, by, context.now)
    if (!(await replace(given, next))) return failFactor(context, pending, decline(6002))
    const passed = await passFactor(context, pending, 'recovery-code', { trust })
    if (isDeclined(passed)) {
      // Nobody is shown the successor, so the code stays good; what else was written stays as well, as the ticket for a new password.
      await replace(next, given)
      return passed
    }
    return { ...passed, recoveryCode: nextCode }
  },
}
