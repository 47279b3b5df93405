import { createHmac } from 'node:crypto'
import type { User } from '#domain/people/user/user.ts'
import type { Context } from '#domain/shape/verb.ts'
import { sameSecret } from '#platform/crypto/compare.ts'
import type { Reader } from '#platform/database/database.ts'
import { networkOf } from '#platform/network.ts'
import { statusOf } from '../device/device.ts'
import { findDevice } from '../device/device-store.ts'

/** Where somebody is, and what their browser shows of earlier times. */
export type Showing = Pick<Context, 'client' | 'now'> & { keys: Pick<Context['keys'], 'cookieSecret'> }

type Person = Pick<User, 'id' | 'userPoolId' | 'factorEpoch'>

/** Seconds for which a device is trusted after a second factor was shown on it. */
export const trustLifetime = 7_776_000

/** More than one browser has people. */
const most = 10

/**
 * What a browser keeps so that its person is not asked for a second factor there again:
 * `t.<device>.<seconds since 1970>.<network>.<signature>`. Void once the person's factors change, and when the device is
 * forgotten or locked.
 */
export function issueTrust({ keys, client, now }: Showing, user: Person, deviceId: string): string {
  const network = digest(keys.cookieSecret, user, networkOf(client.ip)).slice(0, 16)
  const text = `t.${deviceId}.${Math.floor(now.getTime() / 1000)}.${network}`
  return `${text}.${digest(keys.cookieSecret, user, text)}`
}

/** Whether this device is trusted for the person; with `sameNetwork` only where it was when it came to be. */
export async function isTrusted(
  at: Showing & { reader: Reader },
  user: Person,
  sameNetwork: boolean,
): Promise<boolean> {
  const id = trustedDevice(at, user, sameNetwork)
  const device = id === null ? null : await findDevice(at.reader, user.userPoolId, id)
  return device?.userId === user.id && statusOf(device, at.now) === 'activated'
}

/** The id of the device that is shown as a trusted one; it may be forgotten. */
function trustedDevice({ keys, client, now }: Showing, user: Person, sameNetwork: boolean): string | null {
  for (const device of (client.devices ?? []).slice(0, 2 * most)) {
    const match = /^(t\.([0-9a-f]{24})\.(\d{10})\.([\w-]{16}))\.([\w-]{43})$/.exec(device)
    if (!match) continue
    const [, text = '', id = '', seconds, network = '', given = ''] = match
    if (Number(seconds) + trustLifetime < now.getTime() / 1000) continue
    if (sameNetwork && network !== digest(keys.cookieSecret, user, networkOf(client.ip)).slice(0, 16)) continue
    if (sameSecret(given, digest(keys.cookieSecret, user, text))) return id
  }
  return null
}

function digest(secret: string, { userPoolId, id, factorEpoch }: Person, text: string): string {
  return createHmac('sha256', secret)
    .update(JSON.stringify(['trusted device', userPoolId, id, factorEpoch, text]))
    .digest('base64url')
}
