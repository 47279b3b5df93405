import type { Language } from '@menshen/contract/errors'
import { issueTokenTo } from '#domain/entry/session/user-token.ts'
import type { Entered } from '#domain/entry/sign-in/tell-device.ts'
import type { Domain } from '#domain/shape/domain.ts'
import type { Hints } from '#domain/shape/hints.ts'
import { encodeUser, graphqlDate } from '../../view/user.ts'
import type { EngineContext } from '../engine/serve.ts'

/** What a row is given besides its arguments: what the request says of itself, and the way into the domain. */
export interface RowContext extends EngineContext {
  domain: Domain
  hints: Hints
  language: Language
  /** Gives the caller, by a header, what makes this person's device known: see `sign-in/known-device.ts`. */
  offerDevice(entered: Entered): void
}

/** Somebody who has just signed in, with the token to do so; without a session there is none. */
export async function encodeSignedIn({ domain, hints, offerDevice }: RowContext, { user, session }: Entered) {
  offerDevice({ user, session })
  if (!session) return encodeUser(user, graphqlDate)
  const { token } = await issueTokenTo(domain, { user, session }, hints.origin)
  return encodeUser(user, graphqlDate, token)
}
