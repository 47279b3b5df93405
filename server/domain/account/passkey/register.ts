import { decline, refuse } from '@menshen/contract/errors'
import { type RegistrationResponseJSON, verifyRegistrationResponse } from '@simplewebauthn/server'
import { decodeAttestationObject } from '@simplewebauthn/server/helpers'
import { changeFactors, prepareFactorNotice } from '#domain/entry/factor/change-factors.ts'
import { recordFailure, recordRefusal } from '#domain/ground/login-history/record-failure.ts'
import type { Prepared } from '#domain/messaging/message/enqueue.ts'
import { findUser, lockUser } from '#domain/people/user/user-store.ts'
import type { PasskeyChallenge } from '#domain/proof/passkey/challenge.ts'
import { type Answered, checkAnswer } from '#domain/proof/passkey/check-answer.ts'
import { keyAlgorithms, mostPasskeys, type Passkey } from '#domain/proof/passkey/passkey.ts'
import { findPasskeys, insertPasskey, insertRedeemedChallenge } from '#domain/proof/passkey/passkey-store.ts'
import { checkedText } from '#domain/shape/text.ts'
import type { Verb } from '#domain/shape/verb.ts'
import { newId } from '#platform/crypto/random.ts'

interface Registering {
  /** What the browser answered to the options, unread. */
  credential: unknown
  name?: string | undefined
}

/** The name of a failed ceremony in the history of the person signed in. */
const way = 'passkey-registration'

type Made = Pick<Passkey, 'credentialId' | 'rpId' | 'publicKey' | 'counter' | 'transports' | 'aaguid' | 'synced'>

/**
 * Registers the passkey that the browser made: from now on it signs in, and will do where a second factor is demanded. A mail
 * says so, and other sessions end. Refusals: 400, 6122 and 6121 of `checkAnswer`,
 * 6122 what the authenticator says does not hold, 6121 answered before, 6126 no room, 6125 somebody has it already.
 */
type PreparedPasskey = { made: Made; challenge: PasskeyChallenge; name: string; notice: Prepared | null }

export const registerPasskey: Verb<'user.factors-changed', Registering, Passkey, PreparedPasskey> = {
  name: 'passkey.register',
  // Who was fresh was given the challenge, which is this session's and lives no longer than a sign-in stays fresh.
  admits: 'full user',
  emits: ['user.factors-changed'],
  async prepare(before, { credential, name }) {
    const { caller } = before
    if (caller.kind !== 'user') refuse(2020)
    const called = checkedText(name?.trim() ?? '', 'name', 64) || 'Passkey'
    const { answered, made } = await recordRefusal(before, { whose: caller.userId, way }, async () => {
      const answered = checkAnswer(before, credential, { purpose: 'register', subject: caller.sessionId })
      return { answered, made: await verify(answered) }
    })
    const notice = await prepareFactorNotice(before, await findUser(before.reader, before.pool.id, caller.userId))
    return { made, challenge: answered.challenge, name: called, notice }
  },
  async run(context, { made, challenge, name, notice }) {
    const { tx, pool, caller, now } = context
    if (caller.kind !== 'user') refuse(2020)
    if (!(await insertRedeemedChallenge(tx, pool.id, challenge))) {
      await recordFailure(context, { userId: caller.userId, way, outcome: 6121 })
      return decline(6121)
    }
    // The person's row is the lock under which passkeys are counted.
    const user = (await lockUser(tx, pool.id, caller.userId)) ?? refuse(2004)
    const { length } = await findPasskeys(tx, pool.id, user.id)
    if (length >= mostPasskeys) refuse(6126, { values: { limit: mostPasskeys } })
    const own = { userPoolId: pool.id, userId: user.id, id: newId(now), name, createdAt: now, lastUsedAt: null }
    const passkey = { ...made, ...own }
    if (!(await insertPasskey(tx, passkey))) refuse(6125)
    await changeFactors(context, { userId: user.id, add: ['passkey'], notice })
    return passkey
  },
}

async function verify({ answer, party, text }: Answered): Promise<Made> {
  if (!isPlainAttestation(answer.response.attestationObject)) refuse(6122)
  const verified = await verifyRegistrationResponse({
    response: answer as unknown as RegistrationResponseJSON,
    expectedChallenge: text,
    expectedOrigin: party.origin,
    expectedRPID: party.rpId,
    requireUserVerification: false,
    supportedAlgorithmIDs: keyAlgorithms,
  }).catch(() => refuse(6122))
  if (!verified.verified) refuse(6122)
  const { credential, aaguid, credentialBackedUp } = verified.registrationInfo
  return {
    credentialId: credential.id,
    rpId: party.rpId,
    publicKey: Buffer.from(credential.publicKey),
    counter: credential.counter,
    transports: transportsOf(answer.response.transports),
    aaguid,
    synced: credentialBackedUp,
  }
}

/** None, or one that the new key signed itself (WebAuthn section 5.4.7): nothing in it leads to anybody's certificates. */
function isPlainAttestation(text: unknown): boolean {
  try {
    const object = decodeAttestationObject(new Uint8Array(Buffer.from(String(text), 'base64url')))
    const format = object.get('fmt')
    return format === 'none' || (format === 'packed' && object.get('attStmt').get('x5c') === undefined)
  } catch {
    return false
  }
}

/** What the browser may be told again later: the known words (WebAuthn section 5.8.4), and only those. */
function transportsOf(value: unknown): string[] {
  const known = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb']
  return Array.isArray(value) ? known.filter((transport) => value.includes(transport)) : []
}
