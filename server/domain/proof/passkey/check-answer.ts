import { refuse } from '@menshen/contract/errors'
import type { Before } from '#domain/shape/verb.ts'
import { type PasskeyChallenge, readPasskeyChallenge, type Scope } from './challenge.ts'
import { type RelyingParty, relyingPartyOf } from './passkey.ts'
import { type AuthenticatorAnswer, clientDataOf, readAnswer } from './response.ts'

export type AnswerScope = Pick<Scope, 'purpose' | 'subject'>

export interface Answered {
  answer: AuthenticatorAnswer
  challenge: PasskeyChallenge
  party: RelyingParty
  /** Base64url. */
  text: string
}

/**
 * What every answer must be before its signature is looked at: of this very origin, to a challenge of ours for this purpose
 * and this subject. Refusals: 400, 6122 the origin, 6121 the challenge.
 */
export function checkAnswer(before: Before, credential: unknown, { purpose, subject }: AnswerScope): Answered {
  const { ports, pool, origin, now } = before
  const party = relyingPartyOf(origin)
  const answer = readAnswer(credential)
  const said = clientDataOf(answer) ?? refuse(6122)
  if (said.origin !== party.origin) refuse(6122, { variant: 'origin' })
  const scope = { purpose, subject, userPoolId: pool.id, rpId: party.rpId }
  const challenge = readPasskeyChallenge(ports.keys.cookieSecret, scope, said.challenge, now) ?? refuse(6121)
  return { answer, challenge, party, text: said.challenge }
}
