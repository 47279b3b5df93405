import type { User } from '#domain/people/user/user.ts'
import type { Before, Context } from '#domain/shape/verb.ts'
import type { Reader } from '#platform/database/database.ts'
import { findDevice } from '../device/device-store.ts'
import { readPresented } from '../session/read-token.ts'
import { isLive } from '../session/session.ts'
import { findSession } from '../session/session-store.ts'
import { strengthOf } from '../session/strength.ts'
import { knownDevice } from '../sign-in/known-device.ts'
import { showsRegistration } from '../sign-in/registering-device.ts'

/** The session that somebody shows to be in while proving an address; null when none. Found in `prepare`. */
export type Prover = { userId: string; sessionId: string } | null

export async function readProver(before: Before): Promise<Prover> {
  const caller = (await readPresented(before)) ?? before.caller
  if (caller.kind !== 'user' || caller.userPoolId !== before.pool.id || caller.strength === 'borrowed') return null
  return { userId: caller.userId, sessionId: caller.sessionId }
}

/**
 * Whether a proof comes from the account itself: from a live session of it, from a device on which its person has signed in,
 * or from where it was registered. A borrowed session, such as a sub-account's, is none of the account's own.
 */
export async function isOwn(
  { reader, keys, client, now }: Pick<Context, 'keys' | 'client' | 'now'> & { reader: Reader },
  user: User,
  prover: Prover,
): Promise<boolean> {
  if (prover?.userId === user.id) {
    const session = await findSession(reader, user.userPoolId, prover.sessionId)
    if (session?.userId === user.id && isLive(session, now) && strengthOf(session, now) !== 'borrowed') return true
  }
  const devices = client.devices ?? []
  if (showsRegistration(keys.cookieSecret, user, devices, now)) return true
  const find = (userPoolId: string, id: string) => findDevice(reader, userPoolId, id)
  return (await knownDevice(find, keys.cookieSecret, user, devices, now)) !== null
}
