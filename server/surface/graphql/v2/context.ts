import type { Language } from '@menshen/contract/errors'
import { issueUserToken } from '#domain/entry/session/user-token.ts'
import type { Entered } from '#domain/entry/sign-in/newly-known-device.ts'
import type { Domain } from '#domain/shape/domain.ts'
import type { Hints } from '#domain/shape/hints.ts'

import { encodeUser, graphqlDate } from '../../view/user.ts'
import type { EngineContext } from '../engine/serve.ts'

/** What a row is given beside its arguments: the request's circumstances and the way into the domain. */
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
  const at = { origin: hints.origin, now: domain.clock() }
  const { token } = await issueUserToken(domain.tools, { user, session }, at)
  return encodeUser(user, graphqlDate, token)
}
