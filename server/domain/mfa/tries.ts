import { type Declined, decline } from '@menshen/contract/errors'
import type { Limit } from '#platform/limits/limits.ts'
import { forgetTries } from '../session/count-tries.ts'
import { shownDevice } from '../session/known-device.ts'
import { rulesFor } from '../session/try-rules.ts'
import type { User } from '../user/user.ts'
import type { Context } from '../verb.ts'

type Person = Pick<User, 'id' | 'userPoolId'>
type Counting = Pick<Context, 'tx' | 'pool' | 'client' | 'limits' | 'keys' | 'now'>

/** Wrong second factors of one person in an hour: three codes in a million are right at a time. */
const most = 10
const window = 3600

/**
 * Counted for itself, because the right password empties the windows of the password, and somebody who guesses at the second
 * factor has it. A device on which the person has signed in counts for itself, so that nobody else locks them out there.
 */
function limitOf({ client, keys, now }: Counting, user: Person): Limit {
  const device = shownDevice(keys.cookieSecret, user, client.devices ?? [], now)
  const name = device ? `device:${device}` : `account:${user.id}`
  return { userPoolId: user.userPoolId, key: `second-factor:${name}`, windowSeconds: window, limit: most }
}

export async function isExhausted(context: Counting, user: Person): Promise<boolean> {
  const { tx, limits, now } = context
  return !(await limits.peek(tx, limitOf(context, user), now)).allowed
}

/** Counts a wrong second factor, in the windows of the password as well. The refusal to return when it was one too many. */
export async function countWrongFactor(context: Counting, user: Person): Promise<Declined | null> {
  const { tx, pool, client, keys, limits, now } = context
  const device = shownDevice(keys.cookieSecret, user, client.devices ?? [], now)
  let locked = false
  for (const { limit, demands } of rulesFor(pool, { user, identifier: user.id, ip: client.ip, device })) {
    const { allowed } = await limits.hit(tx, limit, now)
    if (!allowed && demands === 'locked') locked = true
  }
  const own = await limits.hit(tx, limitOf(context, user), now)
  return locked || !own.allowed ? decline(2005) : null
}

/** Forgets the wrong ones, here and of the password: both have been shown. */
export async function forgetWrongFactors(context: Counting, user: Person): Promise<void> {
  await forgetTries(context, user.id)
  await context.limits.clear(context.tx, limitOf(context, user))
}
