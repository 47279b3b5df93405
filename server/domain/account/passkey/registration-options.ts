import { refuse } from '@menshen/contract/errors'
import { generateRegistrationOptions, type PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/server'
import { requireFactorShown } from '#domain/entry/mfa/require-shown.ts'
import { findUser } from '#domain/people/user/user-store.ts'
import { challengeLifetime, issueChallenge } from '#domain/proof/passkey/challenge.ts'
import { keyAlgorithms, mostPasskeys, relyingPartyOf } from '#domain/proof/passkey/passkey.ts'
import { findPasskeys } from '#domain/proof/passkey/passkey-store.ts'
import type { Question } from '#domain/shape/verb.ts'

/**
 * What the browser needs to make a passkey for the signed-in person. Refusals: 400 no host name, 6127 signed in too long
 * ago, 6004 as in `requireFactorShown`, 6126 no room for another.
 */
export const registrationOptions: Question<object, PublicKeyCredentialCreationOptionsJSON> = {
  name: 'passkey.registration-options',
  admits: 'fresh user',
  async answer(before) {
    const { reader, pool, application, caller, origin, now, ports } = before
    if (caller.kind !== 'user') refuse(2020)
    const { rpId } = relyingPartyOf(origin)
    const user = (await findUser(reader, pool.id, caller.userId)) ?? refuse(2004)
    await requireFactorShown(reader, before, user)
    const passkeys = await findPasskeys(reader, pool.id, user.id)
    if (passkeys.length >= mostPasskeys) refuse(6126, { values: { limit: mostPasskeys } })
    const scope = { purpose: 'register', subject: caller.sessionId, userPoolId: pool.id, rpId } as const
    const name = user.username ?? user.email ?? user.phone ?? user.id
    return generateRegistrationOptions({
      rpName: application?.name ?? pool.name,
      rpID: rpId,
      // Opaque to the authenticator, and what a sign-in without a name is answered with (WebAuthn section 5.4.3).
      userID: Buffer.from(user.id),
      userName: name,
      userDisplayName: user.profile.nickname ?? user.profile.name ?? name,
      challenge: new Uint8Array(issueChallenge(ports.keys.cookieSecret, scope, now)),
      timeout: challengeLifetime * 1000,
      attestationType: 'none',
      supportedAlgorithmIDs: keyAlgorithms,
      excludeCredentials: passkeys
        .filter((passkey) => passkey.rpId === rpId)
        .map(({ credentialId, transports }) => ({ id: credentialId, transports })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
    })
  },
}
