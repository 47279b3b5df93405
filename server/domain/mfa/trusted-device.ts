import { createHmac } from 'node:crypto'
import { sameSecret } from '#platform/crypto/compare.ts'
import { newToken } from '#platform/crypto/random.ts'
import { networkOf } from '../session/try-rules.ts'
import type { User } from '../user/user.ts'
import type { Context } from '../verb.ts'

/** Where somebody is, and what their browser shows of earlier times. */
export type Showing = Pick<Context, 'client' | 'now'> & { keys: Pick<Context['keys'], 'cookieSecret'> }

type Person = Pick<User, 'id' | 'userPoolId' | 'factorEpoch'>

/** Seconds for which a device is trusted after a second factor was shown on it. */
export const trustLifetime = 7_776_000

/** More than one browser has people. */
const most = 10

/**
 * What a browser keeps so that its person is not asked for a second factor there again:
 * `t.<id>.<seconds since 1970>.<network>.<signature>`. Void once the person's factors change.
 */
export function issueTrust({ keys, client, now }: Showing, user: Person): string {
  const network = digest(keys.cookieSecret, user, networkOf(client.ip)).slice(0, 16)
  const text = `t.${newToken(12)}.${Math.floor(now.getTime() / 1000)}.${network}`
  return `${text}.${digest(keys.cookieSecret, user, text)}`
}

/** Whether this device is trusted for the person; with `sameNetwork` only where it was when it came to be. */
export function isTrusted({ keys, client, now }: Showing, user: Person, sameNetwork: boolean): boolean {
  return (client.devices ?? []).slice(0, 2 * most).some((device) => {
    const match = /^(t\.[\w-]{16}\.(\d{10})\.([\w-]{16}))\.([\w-]{43})$/.exec(device)
    if (!match) return false
    const [, text = '', seconds, network = '', given = ''] = match
    if (Number(seconds) + trustLifetime < now.getTime() / 1000) return false
    if (sameNetwork && network !== digest(keys.cookieSecret, user, networkOf(client.ip)).slice(0, 16)) return false
    return sameSecret(given, digest(keys.cookieSecret, user, text))
  })
}

function digest(secret: string, { userPoolId, id, factorEpoch }: Person, text: string): string {
  return createHmac('sha256', secret)
    .update(JSON.stringify(['trusted device', userPoolId, id, factorEpoch, text]))
    .digest('base64url')
}
