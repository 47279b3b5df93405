import { createHmac } from 'node:crypto'
import { sameSecret } from '#platform/crypto/compare.ts'
import { newToken } from '#platform/crypto/random.ts'
import type { User } from '../user/user.ts'

type Person = Pick<User, 'id' | 'userPoolId'>

/** Seconds for which a device is known after signing in on it. */
export const deviceLifetime = 31_536_000

/** More devices than one browser has people. */
const most = 10

/**
 * What a browser keeps to show that this person has signed in on it: `<id>.<seconds since 1970>.<signature>`. It signs
 * nobody in; it only gives the person a count of failed tries that strangers cannot use up.
 */
export function issueDevice(secret: string, user: Person, now: Date): string {
  const text = `${newToken(12)}.${Math.floor(now.getTime() / 1000)}`
  return `${text}.${signature(secret, user, text)}`
}

/** The id of the first device of these that this person is known on; null when there is none. */
export function knownDevice(secret: string, user: Person, devices: readonly string[], now: Date): string | null {
  for (const device of devices.slice(0, most)) {
    const match = /^(([\w-]{16})\.(\d{10}))\.([\w-]{43})$/.exec(device)
    if (!match) continue
    const [, text = '', id = '', seconds, given = ''] = match
    if (Number(seconds) + deviceLifetime < now.getTime() / 1000) continue
    if (sameSecret(given, signature(secret, user, text))) return id
  }
  return null
}

function signature(secret: string, { userPoolId, id }: Person, text: string): string {
  return createHmac('sha256', secret)
    .update(JSON.stringify(['known device', userPoolId, id, text]))
    .digest('base64url')
}
