import type { User } from '#domain/people/user/user.ts'
import type { Client } from '#domain/shape/situation.ts'
import type { Question } from '#domain/shape/verb.ts'
import type { Session } from '../session/session.ts'
import { issueDevice, shownDevice } from './known-device.ts'
import { issueRegistration } from './registering-device.ts'

/** Somebody who has just come in, or has registered and is to come in later. */
export interface Entered {
  user: User
  session: Session | null
}

interface Ground {
  cookieSecret: string
  client: Client
  now: Date
}

/**
 * What makes the device known on which somebody has just signed in; null when the client shows it already. None for a
 * sub-account: whoever has only that must not get tries of their own at the main account's password. Whoever has registered
 * without signing in is given what shows that.
 */
export function newlyKnownDevice({ cookieSecret, client, now }: Ground, { user, session }: Entered): string | null {
  if (!session) return issueRegistration(cookieSecret, user, now)
  const { deviceId, methods } = session
  if (
    !deviceId ||
    methods.includes('sub-account') ||
    shownDevice(cookieSecret, user, client.devices ?? [], now) === deviceId
  )
    return null
  return issueDevice(cookieSecret, user, deviceId, now)
}

/** The same as a question. */
export const tellDevice: Question<Entered, string | null> = {
  name: 'device.newly-known',
  admits: 'anyone',
  answer: ({ tools, client, now }, entered) =>
    newlyKnownDevice({ cookieSecret: tools.keys.cookieSecret, client, now }, entered),
}
