import { type Code, type Declined, decline, refuse } from '@menshen/contract/errors'
import { recordFailure } from '#domain/ground/login-history/record-failure.ts'
import type { User } from '#domain/people/user/user.ts'
import { type CaptchaDemand, captchaDemand, meetDemand } from '#domain/proof/captcha/meet-demand.ts'
import type { Before, Context, Preparing } from '#domain/shape/verb.ts'
import type { Reader } from '#platform/database/database.ts'
import type { Count, Limits } from '#platform/limits/limits.ts'
import { type Check, standsBefore, type Way } from './checks.ts'
import { knownDevice } from './known-device.ts'
import { accountKeys, rulesFor, type TryRule } from './try-rules.ts'

/** One try to sign in, from its beginning in `prepare` to its end in `run`. */
export interface Try {
  rules: TryRule[]
  /** Whether a captcha, or work in its place, was asked for and has been used up. */
  shown: boolean
  /** What a refusal says of how to go on. */
  demand: CaptchaDemand
  /** Whose history a failure stands in; null when nobody was found. */
  userId: string | null
  /** A device that this person has signed in on, where the request shows one. */
  device: string | null
  way: Way
}

export interface TryInput {
  /** Whose tries are counted; null when nobody was found. */
  user: Pick<User, 'id' | 'userPoolId'> | null
  /** Whom the name can mean as well: a wrong password counts for both. */
  also?: Pick<User, 'id' | 'userPoolId'> | null
  identifier: string
  captchaCode?: string | null | undefined
}

/**
 * Begins a try, before anything costly, with what stands before that way in (`checks.ts`): 2000 when a captcha is needed and neither
 * that nor work was shown, 2001 when it was wrong, 2005 when failed tries have locked the account. What was shown is used up then,
 * whatever follows.
 */
export async function beginTry(before: Preparing, way: Way, { captchaCode, ...named }: TryInput): Promise<Try> {
  const { reader, pool, ports, now } = before
  const trying = await countedTry(before, named, way)
  if (trying.rules.every(({ demands }) => demands === 'nothing')) return trying
  const counts = await countsOf(ports.limits, reader, trying.rules, now)
  const full = trying.rules.filter((_, index) => !counts[index]?.allowed)
  const shown = full.some(({ demands }) => demands === 'captcha')
  if (shown) await meetDemand(before, captchaCode, trying.demand)
  // Somebody who does not exist cannot be locked, unless nobody may learn that.
  const lockable = named.user !== null || pool.settings.hideAccountExistence
  if (lockable && full.some(({ demands }) => demands === 'locked')) refuse(2005)
  return { ...trying, shown }
}

/** A window is counted in whatever follows when it is full; before some ways nothing does. */
function asBefore(way: Way, rule: TryRule): TryRule {
  const check: Record<TryRule['demands'], Check | null> = { captcha: 'captcha', locked: 'lock', nothing: null }
  const needed = check[rule.demands]
  return needed && standsBefore(way, needed) ? rule : { ...rule, demands: 'nothing' }
}

async function countedTry(
  before: Before,
  { user, also = null, identifier }: Omit<TryInput, 'captchaCode'>,
  way: Way,
): Promise<Try> {
  const { pool, client, ports, now } = before
  const { cookieSecret } = ports.keys
  const deviceOf = async (user: TryInput['user']) =>
    user && (await knownDevice(ports.cached.device, cookieSecret, user, client.devices ?? [], now))
  const rulesOf = (user: TryInput['user'], device: string | null) =>
    rulesFor(pool, { user, identifier, ip: client.ip, device })
  const others = also ? rulesOf(also, await deviceOf(also)).filter(({ ofAccount }) => ofAccount) : []
  const device = await deviceOf(user)
  const rules = [...others, ...rulesOf(user, device)].map((rule) => asBefore(way, rule))
  return { rules, shown: false, demand: captchaDemand(before), userId: user?.id ?? null, device, way }
}

/** How the windows of a try stand in `run`. */
export interface Standing {
  /** The refusal to return when they have filled up meanwhile; null to go on. */
  closed: Declined | null
  /** The rules by which the account has failed before. */
  failed: TryRule[]
}

/**
 * In `run` and first of all, for right and wrong alike, so that of a thousand guesses at once no more are answered than of a
 * thousand in a row.
 */
export async function standingOf({ tx, limits, now }: Context, trying: Try): Promise<Standing> {
  const counts = await countsOf(limits, tx, trying.rules, now)
  const full = trying.rules.filter((_, index) => !counts[index]?.allowed)
  const failed = trying.rules.filter(({ ofAccount }, index) => ofAccount && (counts[index]?.count ?? 0) > 0)
  return { closed: refusalOf(full, trying), failed }
}

function refusalOf(full: readonly TryRule[], { shown, demand }: Pick<Try, 'shown' | 'demand'>): Declined | null {
  for (const { demands } of full) {
    if (demands === 'locked') return decline(2005)
    if (demands === 'captcha' && !shown) return decline(2000, { data: demand })
  }
  return null
}

/**
 * Counts a failed try. Null when it was counted, with how many are left before something follows; or the refusal to
 * return, when so many came at once that this one is over the limit: whoever sent it learns nothing about the password. The
 * history says why it failed (`outcome`). Guesses at a code that nobody was sent (`ofAccount: false`) count against whoever
 * sends them, not against the account.
 */
export async function countFailure(
  context: Context,
  trying: Try,
  { outcome = 2006, ofAccount = true }: { outcome?: Code; ofAccount?: boolean } = {},
): Promise<{ left: number } | { refusal: Declined }> {
  const { tx, limits, now } = context
  const { rules, userId, way } = trying
  let left = Number.POSITIVE_INFINITY
  for (const rule of rules) {
    if (rule.ofAccount && !ofAccount) continue
    const { allowed, count } = await limits.hit(tx, rule.limit, now)
    const refusal = allowed ? null : refusalOf([rule], trying)
    if (refusal) return { refusal }
    if (allowed) left = Math.min(left, rule.limit.limit - count)
  }
  await recordFailure(context, { userId, way, outcome })
  return { left: Number.isFinite(left) ? left : 0 }
}

/**
 * Ends a try that succeeded, before the session opens: forgets the failures on the account, and only on that of `userId` where the
 * name can mean two.
 */
export async function countSuccess({ tx, limits }: Context, { failed }: Standing, userId?: string): Promise<void> {
  for (const { limit, userId: whose } of failed) if (!userId || whose === userId) await limits.clear(tx, limit)
}

/** Forgets the failed tries on an account: an administrator unlocks it, or its owner has proven themselves otherwise. */
export async function forgetTries({ tx, pool, limits }: Pick<Context, 'tx' | 'pool' | 'limits'>, userId: string) {
  for (const key of accountKeys(userId)) await limits.clear(tx, { userPoolId: pool.id, key })
}

function countsOf(limits: Limits, reader: Reader, rules: readonly TryRule[], now: Date): Promise<Count[]> {
  return limits.peekAll(
    reader,
    rules.map(({ limit }) => limit),
    now,
  )
}
