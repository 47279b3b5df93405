import { decline } from '@menshen/contract/errors'
import type { Verb } from '#domain/shape/verb.ts'
import { totpSealPurpose } from '../factor/associate-totp.ts'
import type { StoredTotp } from '../factor/authenticator.ts'
import { totpStep } from '../factor/totp.ts'
import { findTotp, useTotpStep } from '../factor/totp-store.ts'
import { failFactor, type Passed, passFactor } from './pass-factor.ts'
import { type PendingSignIn, requireMfaTicket, requireShown } from './require-mfa-ticket.ts'

/** A second factor as somebody shows it. `trust`: not to be asked again on this device, where the policy knows such. */
export interface ShownFactor {
  trust?: boolean | undefined
}

/**
 * The second half of a sign-in, by the code of an authenticator app. Each time step signs in once. Order of refusals: those of
 * `requireMfaTicket`, 6003 no such app, 6001 wrong or used code, 2005 too many wrong ones, those of `passFactor`.
 */
export const verifyTotp: Verb<
  'user.factor-passed' | 'user.signed-in',
  ShownFactor & { totp: string },
  Passed,
  ShownFactor & { pending: PendingSignIn; stored: StoredTotp | null; step: number | null }
> = {
  name: 'mfa.verify-totp',
  admits: 'second factor',
  emits: ['user.factor-passed', 'user.signed-in'],
  async prepare(before, { totp, trust }) {
    const { reader, pool, ports, now } = before
    const pending = await requireMfaTicket(before)
    requireShown(pending, 'totp')
    const stored = await findTotp(reader, pool.id, pending.user.id)
    const secret = stored?.enabled ? ports.seal.open(totpSealPurpose, stored.secretSealed) : null
    return { pending, stored, trust, step: stored && secret ? totpStep(secret, totp, now, stored.lastStep) : null }
  },
  async run(context, { pending, stored, step, trust }) {
    const used = stored && step !== null && (await useTotpStep(context.tx, stored, step))
    if (!used) return failFactor(context, pending, decline(6001))
    return passFactor(context, pending, 'totp', { trust })
  },
}
