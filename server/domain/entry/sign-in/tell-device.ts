import type { User } from '#domain/people/user/user.ts'
import { type Domain, groundOf } from '#domain/shape/domain.ts'
import type { Client } from '#domain/shape/request-context.ts'
import type { Session } from '../session/session.ts'
import { issueDevice, shownDevice } from './known-device.ts'
import { issueRegistration } from './registering-device.ts'

/** Somebody who has just come in, or has registered and is to come in later. */
export interface Entered {
  user: User
  session: Session | null
}

/**
 * What makes the device known on which somebody has just signed in; null when the client shows it already. None for a
 * sub-account: whoever has only that must not get tries of their own at the main account's password. Whoever has registered
 * without signing in is given what shows that.
 */
export function tellDevice(domain: Domain, client: Client, { user, session }: Entered): string | null {
  const { ports, clock } = groundOf(domain)
  const { cookieSecret } = ports.keys
  if (!session) return issueRegistration(cookieSecret, user, clock())
  const { deviceId, methods } = session
  if (
    !deviceId ||
    methods.includes('sub-account') ||
    shownDevice(cookieSecret, user, client.devices ?? [], clock()) === deviceId
  )
    return null
  return issueDevice(cookieSecret, user, deviceId, clock())
}
