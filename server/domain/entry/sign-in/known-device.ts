import { createHmac } from 'node:crypto'
import type { User } from '#domain/people/user/user.ts'
import { sameSecret } from '#platform/crypto/compare.ts'
import { type Device, statusOf } from '../device/device.ts'

type Person = Pick<User, 'id' | 'userPoolId'>

/** Seconds for which a device is known after signing in on it. */
export const deviceLifetime = 31_536_000

/** More devices than one browser has people. */
const most = 10

/**
 * What a browser keeps to show on which of this person's devices it is: `<id>.<seconds since 1970>.<signature>`. It signs
 * nobody in; it gives the person a count of failed tries that strangers cannot use up, as long as the device is not
 * forgotten: see `knownDevice`.
 */
export function issueDevice(secret: string, user: Person, id: string, now: Date): string {
  const text = `${id}.${Math.floor(now.getTime() / 1000)}`
  return `${text}.${signature(secret, user, text)}`
}

/** The id of the first device of these that is signed for this person; null when there is none. It may be forgotten. */
export function shownDevice(secret: string, user: Person, devices: readonly string[], now: Date): string | null {
  for (const device of devices.slice(0, most)) {
    const match = /^(([0-9a-f]{24})\.(\d{10}))\.([\w-]{43})$/.exec(device)
    if (!match) continue
    const [, text = '', id = '', seconds, given = ''] = match
    if (Number(seconds) + deviceLifetime < now.getTime() / 1000) continue
    if (sameSecret(given, signature(secret, user, text))) return id
  }
  return null
}

/** The id of the device that is shown, when the person has not forgotten it and nobody has locked it. */
export async function knownDevice(
  find: (userPoolId: string, id: string) => Promise<Device | null>,
  secret: string,
  user: Person,
  devices: readonly string[],
  now: Date,
): Promise<string | null> {
  const id = shownDevice(secret, user, devices, now)
  const device = id && (await find(user.userPoolId, id))
  return device && device.userId === user.id && statusOf(device, now) === 'activated' ? id : null
}

function signature(secret: string, { userPoolId, id }: Person, text: string): string {
  return createHmac('sha256', secret)
    .update(JSON.stringify(['known device', userPoolId, id, text]))
    .digest('base64url')
}
