import type { Session } from '#domain/session/session.ts'
import { issueUserToken } from '#domain/session/user-token.ts'
import type { User } from '#domain/user/user.ts'
import { offerDevice } from '../wire/entry-cookies.ts'
import { encodeUser, restDate } from '../wire/user.ts'
import type { Call } from './row.ts'

/** A person as an administrator sees one. */
export function encodePerson(user: User | null) {
  return user && encodeUser(user, restDate)
}

/** People who look at themselves find the token that they came with; see `encodeUser`. */
export function encodeSelf(user: User | null, { hints }: Call) {
  return user && encodeUser(user, restDate, hints.token ?? null)
}

/** Somebody who has just signed in, with the token to do so; without a session there is none. */
export async function encodeSignedIn(
  { user, session }: { user: User; session: Session | null },
  { domain, hints, reply }: Call,
) {
  if (!session) return encodePerson(user)
  offerDevice(domain, reply, hints.client, user)
  const at = { origin: hints.origin, now: domain.clock() }
  const { token } = await issueUserToken(domain.tools, { user, session }, at)
  return encodeUser(user, restDate, token)
}
