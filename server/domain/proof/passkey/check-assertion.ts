import { refuse } from '@menshen/contract/errors'
import { type AuthenticationResponseJSON, verifyAuthenticationResponse } from '@simplewebauthn/server'
import type { Before } from '#domain/shape/verb.ts'
import type { PasskeyChallenge } from './challenge.ts'
import { type Answered, type AnswerScope, checkAnswer } from './check-answer.ts'
import type { Passkey } from './passkey.ts'
import { findPasskey } from './passkey-store.ts'
import { hasTexts } from './response.ts'

/** A signature that is good as far as can be seen before the transaction. */
export interface Asserted {
  passkey: Passkey
  challenge: PasskeyChallenge
  counter: number
  synced: boolean
  /** The authenticator made sure who holds it, by PIN, finger or face: then this is two factors. */
  userVerified: boolean
}

/**
 * Checks, in `prepare`, what an authenticator signed; `useAssertion` has to follow in `run`. `userId` is whose passkey it must
 * be; null: the person that it names. Refusals: those of `checkAnswer`, 6123 nobody's passkey, or another's, or another host's, 6124
 * the counter, 6122 everything else.
 */
export async function checkAssertion(
  before: Before,
  credential: unknown,
  scope: AnswerScope,
  userId: string | null,
): Promise<Asserted> {
  const answered = checkAnswer(before, credential, scope)
  const { answer, party, challenge } = answered
  const passkey = (await findPasskey(before.reader, before.pool.id, answer.id)) ?? refuse(6123)
  if (passkey.rpId !== party.rpId || (userId !== null && passkey.userId !== userId)) refuse(6123)
  // Without a name typed, the handle is what says whose it is; it must be there and agree (WebAuthn section 7.2, step 6).
  if (handleOf(answered) !== passkey.userId && (userId === null || handleOf(answered) !== null)) refuse(6122)
  return { passkey, challenge, ...(await verify(answered, passkey)) }
}

/** Whose passkey an answer says that it is, whether or not it is good; null when nobody has it here. */
export async function claimedOwner({ reader, pool }: Before, credential: unknown): Promise<string | null> {
  const id = (credential as { id?: unknown } | null)?.id
  return typeof id === 'string' ? ((await findPasskey(reader, pool.id, id))?.userId ?? null) : null
}

function handleOf({ answer }: Answered): string | null {
  const { userHandle } = answer.response
  return typeof userHandle === 'string' ? Buffer.from(userHandle, 'base64url').toString() : null
}

async function verify({ answer, party, text }: Answered, { credentialId, publicKey, counter }: Passkey) {
  if (!hasTexts(answer, ['authenticatorData', 'signature'])) refuse(6122)
  const verified = await verifyAuthenticationResponse({
    response: answer as unknown as AuthenticationResponseJSON,
    expectedChallenge: text,
    expectedOrigin: party.origin,
    expectedRPID: party.rpId,
    requireUserVerification: false,
    // Compared in `useAssertion`, under a lock and only once the signature is known to be good.
    credential: { id: credentialId, publicKey: new Uint8Array(publicKey), counter: 0 },
  }).catch(() => refuse(6122))
  if (!verified.verified) refuse(6122)
  const { newCounter, userVerified, credentialBackedUp } = verified.authenticationInfo
  if (isBehind(newCounter, counter)) refuse(6124)
  return { counter: newCounter, synced: credentialBackedUp, userVerified }
}

/** A counter that does not grow: there are two of this authenticator (WebAuthn section 6.1.1). Zeros do not count. */
export function isBehind(given: number, known: number): boolean {
  return (given > 0 || known > 0) && given <= known
}
