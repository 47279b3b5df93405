import { createHmac } from 'node:crypto'
import type { User } from '#domain/people/user/user.ts'
import { sameSecret } from '#platform/crypto/compare.ts'

type Person = Pick<User, 'id' | 'userPoolId' | 'factorEpoch'>

/** Seconds for which the client that made an account is recognised by it. */
const lifetime = 2_592_000
const most = 10

/**
 * What a client keeps that has registered somebody and was given no session: `r.<seconds since 1970>.<signature>`. It signs
 * nobody in; a proof of the new account's address that comes with it comes from whoever made the account. Void once the
 * person's factors change, or somebody else has proven the address.
 */
export function issueRegistration(secret: string, user: Person, now: Date): string {
  const text = `r.${Math.floor(now.getTime() / 1000)}`
  return `${text}.${signature(secret, user, text)}`
}

/** Whether one of these was given out for this account. */
export function showsRegistration(secret: string, user: Person, devices: readonly string[], now: Date): boolean {
  return devices.slice(0, 2 * most).some((device) => {
    const [, text = '', seconds, given = ''] = /^(r\.(\d{10}))\.([\w-]{43})$/.exec(device) ?? []
    if (text === '' || Number(seconds) + lifetime < now.getTime() / 1000) return false
    return sameSecret(given, signature(secret, user, text))
  })
}

function signature(secret: string, { userPoolId, id, factorEpoch }: Person, text: string): string {
  return createHmac('sha256', secret)
    .update(JSON.stringify(['registered here', userPoolId, id, factorEpoch, text]))
    .digest('base64url')
}
