import { refuse } from '@menshen/contract/errors'
import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server'
import { recordRefusal } from '#domain/ground/login-history/record-failure.ts'
import { askForPasskey } from '#domain/proof/passkey/assertion-options.ts'
import { type Asserted, checkAssertion } from '#domain/proof/passkey/check-assertion.ts'
import { findPasskeys } from '#domain/proof/passkey/passkey-store.ts'
import { useAssertion } from '#domain/proof/passkey/use-assertion.ts'
import type { Question, Verb } from '#domain/shape/verb.ts'
import { type Held, holdTicket, requireShown } from '../mfa/hold-ticket.ts'
import { type Passed, passFactor } from '../mfa/pass-factor.ts'
import type { Shown } from '../mfa/verify-totp.ts'

/** A challenge is for the second half of one sign-in. */
const scopeOf = ({ ticket }: Held) =>
  ({ purpose: 'second-factor', subject: ticket.tokenHash.toString('base64url') }) as const

/** What the browser needs to ask for one of the person's passkeys. Refusals: those of `holdTicket`, 6003 they have none. */
export const secondFactorOptions: Question<object, PublicKeyCredentialRequestOptionsJSON> = {
  name: 'passkey.second-factor-options',
  admits: 'second factor',
  async answer(before) {
    const held = await holdTicket(before)
    requireShown(held, 'passkey')
    return askForPasskey(before, scopeOf(held), await findPasskeys(before.look, before.pool.id, held.user.id))
  },
}

/**
 * The second half of a sign-in, by one of the person's passkeys. Order of refusals: those of `holdTicket`, 6003 they have none,
 * those of `checkAssertion` and `useAssertion`, 6122 the key that was the first half showing nothing new, those of
 * `passFactor`. A wrong signature is not counted: nobody guesses one.
 */
export const verifyPasskey: Verb<
  'user.factor-passed' | 'user.signed-in',
  Shown & { credential: unknown },
  Passed,
  Shown & { held: Held; asserted: Asserted }
> = {
  name: 'passkey.verify-second-factor',
  admits: 'second factor',
  emits: ['user.factor-passed', 'user.signed-in'],
  async prepare(before, { credential, trust }) {
    const held = await holdTicket(before)
    requireShown(held, 'passkey')
    const failure = { whose: held.user.id, way: 'second-factor' }
    const asserted = await recordRefusal(before, failure, () =>
      checkAssertion(before, credential, scopeOf(held), held.user.id),
    )
    if (!asserted.userVerified && held.ticket.methods.includes('security-key')) refuse(6122)
    return { held, asserted, trust }
  },
  async run(context, { held, asserted, trust }) {
    const wrong = await useAssertion(context, asserted, 'second-factor')
    if (wrong) return wrong
    return passFactor(context, held, asserted.userVerified ? 'passkey' : 'security-key', { trust })
  },
}
