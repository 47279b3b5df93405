import { type Declined, decline } from '@menshen/contract/errors'
import type { Limit } from '#platform/limits/limits.ts'
import { findDevice } from '../device/device-store.ts'
import { forgetTries } from '../session/count-tries.ts'
import { knownDevice } from '../session/known-device.ts'
import { rulesFor } from '../session/try-rules.ts'
import type { User } from '../user/user.ts'
import type { Context } from '../verb.ts'

type Person = Pick<User, 'id' | 'userPoolId'>
type Counting = Pick<Context, 'tx' | 'pool' | 'client' | 'limits' | 'keys' | 'now'>

/** Wrong second factors of one person in an hour: three codes in a million are right at a time. */
const most = 10
const window = 3600

/** A device on which the person has signed in counts for itself, so that nobody else locks them out there. */
function deviceOf({ tx, client, keys, now }: Counting, user: Person): Promise<string | null> {
  const find = (userPoolId: string, id: string) => findDevice(tx, userPoolId, id)
  return knownDevice(find, keys.cookieSecret, user, client.devices ?? [], now)
}

/**
 * Counted for itself, because the right password empties the windows of the password, and somebody who guesses at the second
 * factor has it.
 */
function limitOf(user: Person, device: string | null): Limit {
  const name = device ? `device:${device}` : `account:${user.id}`
  return { userPoolId: user.userPoolId, key: `second-factor:${name}`, windowSeconds: window, limit: most }
}

export async function isExhausted(context: Counting, user: Person): Promise<boolean> {
  const { tx, limits, now } = context
  return !(await limits.peek(tx, limitOf(user, await deviceOf(context, user)), now)).allowed
}

/** Counts a wrong second factor, in the windows of the password as well. The refusal to return when it was one too many. */
export async function countWrongFactor(context: Counting, user: Person): Promise<Declined | null> {
  const { tx, pool, client, limits, now } = context
  const device = await deviceOf(context, user)
  let locked = false
  for (const { limit, demands } of rulesFor(pool, { user, identifier: user.id, ip: client.ip, device })) {
    const { allowed } = await limits.hit(tx, limit, now)
    if (!allowed && demands === 'locked') locked = true
  }
  const own = await limits.hit(tx, limitOf(user, device), now)
  return locked || !own.allowed ? decline(2005) : null
}

/**
 * Counts a right one, so that it waits for wrong ones that came with it, and then forgets the wrong ones, here and of the
 * password: both have been shown. The refusal to return when either had been tried too often: then it is forgotten by nobody.
 */
export async function countRightFactor(context: Counting, user: Person): Promise<Declined | null> {
  const { tx, pool, client, limits, now } = context
  const device = await deviceOf(context, user)
  const rules = rulesFor(pool, { user, identifier: user.id, ip: client.ip, device })
  const locking = rules.filter(({ demands }) => demands === 'locked').map(({ limit }) => limit)
  const own = await limits.hit(tx, limitOf(user, device), now)
  const counts = await limits.peekAll(tx, locking, now)
  if (!own.allowed || counts.some(({ allowed }) => !allowed)) return decline(2005)
  await forgetWrongFactors(context, user)
  return null
}

/** Forgets the wrong ones, here and of the password. */
export async function forgetWrongFactors(context: Counting, user: Person): Promise<void> {
  await forgetTries(context, user.id)
  await context.limits.clear(context.tx, limitOf(user, await deviceOf(context, user)))
}
