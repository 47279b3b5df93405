import { typedKey } from '#domain/people/user/identifier.ts'
import type { User } from '#domain/people/user/user.ts'
import type { FrequencyCheck, PoolSettings, UserPool } from '#domain/tenancy/pool/user-pool.ts'
import type { Limit } from '#platform/limits/limits.ts'
import { networkOf } from '#platform/network.ts'

/** What follows when a window of failed tries is full. */
export interface TryRule {
  limit: Limit
  demands: 'captcha' | 'locked' | 'nothing'
  /** Counts the tries on one account, and not those of one address. */
  ofAccount: boolean
  /** Whose account it is; null when nobody's. */
  userId: string | null
}

/** An address may fail so many times as often as an account: offices sit behind one. */
const addressFactor = 4
/** And the whole pool so many times: whoever tries one password on everybody comes from many addresses. */
const poolFactor = 200

export interface Trying {
  user: Pick<User, 'id'> | null
  /** What was typed, for an account that does not exist: it is counted like one that does. */
  identifier: string
  ip: string
  /** A device that this person has signed in on. It has a count of its own, so that strangers cannot keep the owner out. */
  device: string | null
}

/** The windows that a failed try counts in, always in the same order: each holds a row until the commit. */
export function rulesFor(pool: UserPool, { user, identifier, ip, device }: Trying): TryRule[] {
  const { loginFailCheck, loginPasswordFailCheck, loginFailStrategy } = pool.settings
  const whose = user ? user.id : `nobody:${typedKey(identifier)}`
  const name = device ? `device:${device}` : `account:${whose}`
  const userId = user?.id ?? null
  const rules: TryRule[] = []
  if (loginFailCheck.enabled)
    rules.push({
      limit: limitOf(pool, softKey(name), loginFailCheck),
      demands: softly(loginFailStrategy),
      ofAccount: true,
      userId,
    })
  if (loginPasswordFailCheck.enabled)
    rules.push({
      limit: limitOf(pool, hardKey(name), loginPasswordFailCheck),
      demands: 'locked',
      ofAccount: true,
      userId,
    })
  if (loginFailCheck.enabled && !device)
    for (const [whose, factor] of [
      [`address:${networkOf(ip)}`, addressFactor],
      ['pool', poolFactor],
    ] as const) {
      const limit = limitOf(pool, softKey(whose), { ...loginFailCheck, limit: loginFailCheck.limit * factor })
      rules.push({ limit, demands: 'captcha', ofAccount: false, userId: null })
    }
  return rules
}

/** The keys under which tries on an account are counted. */
export const accountKeys = (userId: string): string[] => [softKey(`account:${userId}`), hardKey(`account:${userId}`)]

const softKey = (name: string) => `sign-in-failure:${name}`
const hardKey = (name: string) => `sign-in-lock:${name}`
const softly = (strategy: PoolSettings['loginFailStrategy']) => (strategy === 'captcha' ? 'captcha' : 'locked')

function limitOf({ id }: UserPool, key: string, { limit, timeInterval }: FrequencyCheck): Limit {
  return { userPoolId: id, key, windowSeconds: timeInterval, limit }
}
