import type { Language } from '@menshen/contract/errors'
import type { Domain } from '#domain/domain.ts'
import type { Hints } from '#domain/enter.ts'
import type { SignedIn } from '#domain/session/session.ts'
import { issueUserToken } from '#domain/session/user-token.ts'
import { encodeUser, graphqlDate } from '../wire/user.ts'

/** What a row is given beside its arguments: the request's circumstances and the way into the domain. */
export interface RowContext {
  domain: Domain
  hints: Hints
  language: Language
  requestId: string
  /** Tells the caller, by Retry-After, that the same request may succeed in a moment. */
  askBackLater(): void
  /** Gives the caller, by a header, what makes this person's device known: see `session/known-device.ts`. */
  offerDevice(signedIn: SignedIn): void
}

/** Somebody who has just signed in, with the token to do so. */
export async function encodeSignedIn({ domain, hints, offerDevice }: RowContext, signedIn: SignedIn) {
  offerDevice(signedIn)
  const { token } = await issueUserToken(domain.tools, signedIn, { origin: hints.origin, now: domain.clock() })
  return encodeUser(signedIn.user, graphqlDate, token)
}
