import { refuse } from '@menshen/contract/errors'
import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server'
import { recordRefusal } from '#domain/ground/login-history/record-failure.ts'
import { askForPasskey } from '#domain/proof/passkey/assertion-options.ts'
import { type Asserted, checkAssertion } from '#domain/proof/passkey/check-assertion.ts'
import { findPasskeys } from '#domain/proof/passkey/passkey-store.ts'
import { useAssertion } from '#domain/proof/passkey/use-assertion.ts'
import type { Question, Verb } from '#domain/shape/verb.ts'
import { type Passed, passFactor } from '../mfa/pass-factor.ts'
import { type PendingSignIn, requireMfaTicket, requireShown } from '../mfa/require-mfa-ticket.ts'
import type { ShownFactor } from '../mfa/verify-totp.ts'

/** A challenge is for the second half of one sign-in. */
const scopeOf = ({ ticket }: PendingSignIn) =>
  ({ purpose: 'second-factor', subject: ticket.tokenHash.toString('base64url') }) as const

/** What the browser needs to ask for one of the person's passkeys. Refusals: those of `requireMfaTicket`, 6003 they have none. */
export const secondFactorOptions: Question<object, PublicKeyCredentialRequestOptionsJSON> = {
  name: 'passkey.second-factor-options',
  admits: 'second factor',
  async answer(before) {
    const pending = await requireMfaTicket(before)
    requireShown(pending, 'passkey')
    return askForPasskey(before, scopeOf(pending), await findPasskeys(before.reader, before.pool.id, pending.user.id))
  },
}

/**
 * The second half of a sign-in, by one of the person's passkeys. Order of refusals: those of `requireMfaTicket`, 6003 they have none,
 * those of `checkAssertion` and `useAssertion`, 6122 the key that was the first half showing nothing new, those of
 * `passFactor`. A wrong signature is not counted: nobody guesses one.
 */
export const verifyPasskey: Verb<
  'user.factor-passed' | 'user.signed-in',
  ShownFactor & { credential: unknown },
  Passed,
  ShownFactor & { pending: PendingSignIn; asserted: Asserted }
> = {
  name: 'passkey.verify-second-factor',
  admits: 'second factor',
  emits: ['user.factor-passed', 'user.signed-in'],
  async prepare(before, { credential, trust }) {
    const pending = await requireMfaTicket(before)
    requireShown(pending, 'passkey')
    const failure = { whose: pending.user.id, way: 'second-factor' }
    const asserted = await recordRefusal(before, failure, () =>
      checkAssertion(before, credential, scopeOf(pending), pending.user.id),
    )
    if (!asserted.userVerified && pending.ticket.methods.includes('security-key')) refuse(6122)
    return { pending, asserted, trust }
  },
  async run(context, { pending, asserted, trust }) {
    const wrong = await useAssertion(context, asserted, 'second-factor')
    if (wrong) return wrong
    return passFactor(context, pending, asserted.userVerified ? 'passkey' : 'security-key', { trust })
  },
}
