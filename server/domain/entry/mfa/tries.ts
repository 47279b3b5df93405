import { type Declined, decline } from '@menshen/contract/errors'
import type { User } from '#domain/people/user/user.ts'
import type { Context } from '#domain/shape/verb.ts'
import type { AuthenticationMethod } from '#domain/tenancy/mfa/factor-kind.ts'
import type { Limit } from '#platform/limits/limits.ts'
import { findDevice } from '../device/device-store.ts'
import { forgetTries } from '../sign-in/count-tries.ts'
import { knownDevice } from '../sign-in/known-device.ts'
import { rulesFor, type TryRule } from '../sign-in/try-rules.ts'

type Person = Pick<User, 'id' | 'userPoolId'>
type Counting = Pick<Context, 'tx' | 'pool' | 'client' | 'limits' | 'keys' | 'now'>

/** Wrong second factors of one person in an hour: three codes in a million are right at a time. */
const most = 10
const window = 3600

/**
 * What no window stands before: a code that was sent bears few tries of its own and few are sent, and nobody guesses a signature. So
 * guesses at an app, by whoever has the password, keep nobody out who holds one of these.
 */
const boundedByItself: ReadonlySet<AuthenticationMethod> = new Set<AuthenticationMethod>([
  'email-code',
  'sms-code',
  'passkey',
  'security-key',
])

export const isGuessable = (method: AuthenticationMethod): boolean => !boundedByItself.has(method)

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
  const device = await deviceOf(context, user)
  let locked = false
  for (const { limit, demands } of passwordRules(context, user, device)) {
    const { allowed } = await context.limits.hit(context.tx, limit, context.now)
    if (!allowed && demands === 'locked') locked = true
  }
  const own = await context.limits.hit(context.tx, limitOf(user, device), context.now)
  return locked || !own.allowed ? decline(2005) : null
}

/**
 * Counts a wrong code that had been sent, in the windows of the password and not in those of guesses at an app. Against the account only
 * while there is a code to guess (`live`), as in a sign-in by code.
 */
export async function countWrongCode(context: Counting, user: Person, live: boolean): Promise<void> {
  const rules = passwordRules(context, user, await deviceOf(context, user))
  for (const { limit, ofAccount } of rules)
    if (live || !ofAccount) await context.limits.hit(context.tx, limit, context.now)
}

function passwordRules({ pool, client }: Counting, user: Person, device: string | null): TryRule[] {
  return rulesFor(pool, { user, identifier: user.id, ip: client.ip, device })
}

/** How somebody came as far as the second factor, and by which. */
export interface Proofs {
  first: readonly AuthenticationMethod[]
  second: AuthenticationMethod
}

/**
 * Counts a right one, so that it waits for wrong ones that came with it, and then forgets the wrong ones, here and of the
 * password: both have been shown. The refusal to return when it could have been guessed and had been tried too often, or the password
 * that it follows had: then it is forgotten by nobody.
 */
export async function countRightFactor(
  context: Counting,
  user: Person,
  { first, second }: Proofs,
): Promise<Declined | null> {
  if (isGuessable(second) && (await isUsedUp(context, user, first.includes('password')))) return decline(2005)
  await forgetWrongFactors(context, user)
  return null
}

async function isUsedUp(context: Counting, user: Person, afterPassword: boolean): Promise<boolean> {
  const { tx, limits, now } = context
  const device = await deviceOf(context, user)
  const own = await limits.hit(tx, limitOf(user, device), now)
  if (!own.allowed) return true
  const locking = passwordRules(context, user, device).filter(({ demands }) => afterPassword && demands === 'locked')
  const counts = await limits.peekAll(
    tx,
    locking.map(({ limit }) => limit),
    now,
  )
  return counts.some(({ allowed }) => !allowed)
}

/** Forgets the wrong ones, here and of the password. */
export async function forgetWrongFactors(context: Counting, user: Person): Promise<void> {
  await forgetTries(context, user.id)
  await context.limits.clear(context.tx, limitOf(user, await deviceOf(context, user)))
}
