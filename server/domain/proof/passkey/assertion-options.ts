import { generateAuthenticationOptions, type PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server'
import type { Before, Question } from '#domain/shape/verb.ts'
import { challengeLifetime, issueChallenge } from './challenge.ts'
import type { AnswerScope } from './check-answer.ts'
import { type Passkey, relyingPartyOf } from './passkey.ts'

/**
 * What the browser needs to ask for a passkey, of these or of any that it knows for this host. Writes nothing. 400 under an
 * address without a host name.
 */
export async function askForPasskey(
  { ports, pool, origin, now }: Pick<Before, 'ports' | 'pool' | 'origin' | 'now'>,
  { purpose, subject }: AnswerScope,
  passkeys: readonly Passkey[] = [],
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const { rpId } = relyingPartyOf(origin)
  const scope = { purpose, subject, userPoolId: pool.id, rpId }
  return generateAuthenticationOptions({
    rpID: rpId,
    challenge: new Uint8Array(issueChallenge(ports.keys.cookieSecret, scope, now)),
    timeout: challengeLifetime * 1000,
    userVerification: 'preferred',
    allowCredentials: passkeys
      .filter((passkey) => passkey.rpId === rpId)
      .map(({ credentialId, transports }) => ({ id: credentialId, transports })),
  })
}

/** For signing in without a name: whichever passkey the person has for this host. `subject` is the open page, if there is one. */
export const assertionOptions: Question<{ subject: string }, PublicKeyCredentialRequestOptionsJSON> = {
  name: 'passkey.assertion-options',
  admits: 'anyone',
  answer: (before, { subject }) => askForPasskey(before, { purpose: 'sign-in', subject }),
}
