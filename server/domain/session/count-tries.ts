import { type Code, type Declined, decline, refuse } from '@menshen/contract/errors'
import type { Look } from '#platform/database/database.ts'
import type { Count, Limits } from '#platform/limits/limits.ts'
import { attemptCaptcha, type CaptchaAttempt, checkCaptcha, looksRight } from '../captcha/check-captcha.ts'
import { recordFailure } from '../login-history/record-failure.ts'
import type { User } from '../user/user.ts'
import type { Before, Context, Situation } from '../verb.ts'
import { knownDevice } from './known-device.ts'
import type { Way } from './next-step.ts'
import { accountKeys, type Rule, rulesFor } from './try-rules.ts'

/** One try to sign in, from its beginning in `prepare` to its end in `run`. */
export interface Try {
  rules: Rule[]
  /** Null when no captcha is asked for. */
  captcha: { attempt: CaptchaAttempt | null; looksRight: boolean } | null
  /** Whose history a failure stands in; null when nobody was found. */
  userId: string | null
  way: Way
}

export interface TryInput {
  /** Whose tries are counted; null when nobody was found. */
  user: Pick<User, 'id' | 'userPoolId'> | null
  identifier: string
  captchaCode?: string | null | undefined
  /** By what somebody tries; a password when left out. */
  way?: Way
}

/**
 * Begins a try, before anything costly: 2000 when a captcha is needed and none was sent, 2005 when failed tries have locked
 * the account. With a captcha that is wrong by its looks the try goes on to `passCaptcha` and no further: see `isOpen`.
 */
export async function beginTry(
  before: Before,
  { user, identifier, captchaCode, way = 'password' }: TryInput,
): Promise<Try> {
  const { look, pool, client, tools, now } = before
  const shown = client.devices ?? []
  const device = user && (await knownDevice(tools.directory.device, tools.keys.cookieSecret, user, shown, now))
  const counted = rulesFor(pool, { user, identifier, ip: client.ip, device })
  // The doors for codes have no place for a captcha, nor need one: each code bears few tries, and few are sent.
  const rules = counted.map((rule) => (way === 'code' ? withoutCaptcha(rule) : rule))
  const full = await fullRules(tools.limits, look, rules, now)
  const captcha = full.some(({ demands }) => demands === 'captcha') ? await readCaptcha(before, captchaCode) : null
  // Somebody who does not exist cannot be locked, unless nobody may learn that.
  const lockable = user !== null || pool.settings.hideAccountExistence
  if ((captcha?.looksRight ?? true) && lockable && full.some(({ demands }) => demands === 'locked')) refuse(2005)
  return { rules, captcha, userId: user?.id ?? null, way }
}

/** Whether to go on to the password or code: not with a captcha that is wrong already. */
export function isOpen({ captcha }: Try): boolean {
  return captcha?.looksRight ?? true
}

/** Uses the captcha up, in `run` and first of all. Answers the refusal to return (2001), or null to go on. */
export async function passCaptcha(context: Context, { captcha }: Try): Promise<Declined | null> {
  if (!captcha || (await checkCaptcha(context, captcha.attempt))) return null
  return decline(2001, { data: { url: captchaUrl(context) } })
}

/**
 * Counts a failed try. Null when it was counted, with how many are left before something follows; or the refusal to
 * return, when so many came at once that this one is over the limit: whoever sent it learns nothing about the password. The
 * history says why it failed (`outcome`).
 */
export async function countFailure(
  context: Context,
  { rules, captcha, userId, way }: Try,
  outcome: Code = 2006,
): Promise<{ left: number } | { refusal: Declined }> {
  const { tx, limits, now } = context
  let left = Number.POSITIVE_INFINITY
  for (const { limit, demands } of rules) {
    const { allowed, count } = await limits.hit(tx, limit, now)
    if (!allowed && demands === 'locked') return { refusal: decline(2005) }
    if (!allowed && demands === 'captcha' && !captcha)
      return { refusal: decline(2000, { data: { url: captchaUrl(context) } }) }
    if (allowed) left = Math.min(left, limit.limit - count)
  }
  await recordFailure(context, { userId, way, outcome })
  return { left: Number.isFinite(left) ? left : 0 }
}

/**
 * Ends a try that succeeded, before the session opens: refuses (2000, 2005) when the windows have filled up meanwhile, so
 * that of a thousand guesses at once no more are answered than of a thousand in a row. Forgets the failures otherwise.
 */
export async function countSuccess(context: Context, { rules, captcha }: Try): Promise<void> {
  const { tx, limits, now } = context
  const counts = await limits.peekAll(
    tx,
    rules.map(({ limit }) => limit),
    now,
  )
  for (const [index, { demands }] of rules.entries()) {
    if ((counts[index] as Count).allowed) continue
    if (demands === 'locked') refuse(2005)
    if (demands === 'captcha' && !captcha) refuse(2000, { data: { url: captchaUrl(context) } })
  }
  for (const [index, { limit, ofAccount }] of rules.entries())
    if (ofAccount && (counts[index] as Count).count > 0) await limits.clear(tx, limit)
}

/** Forgets the failed tries on an account: an administrator unlocks it, or its owner has proven themselves otherwise. */
export async function forgetTries({ tx, pool, limits }: Pick<Context, 'tx' | 'pool' | 'limits'>, userId: string) {
  for (const key of accountKeys(userId)) await limits.clear(tx, { userPoolId: pool.id, key })
}

function withoutCaptcha(rule: Rule): Rule {
  return rule.demands === 'captcha' ? { ...rule, demands: 'nothing' } : rule
}

async function fullRules(limits: Limits, look: Look, rules: Rule[], now: Date): Promise<Rule[]> {
  const counts = await limits.peekAll(
    look,
    rules.map(({ limit }) => limit),
    now,
  )
  return rules.filter((_, index) => !(counts[index] as Count).allowed)
}

async function readCaptcha(before: Before, answer: string | null | undefined): Promise<NonNullable<Try['captcha']>> {
  if (!answer) refuse(2000, { data: { url: captchaUrl(before) } })
  const attempt = attemptCaptcha(before.tools.captcha, before, { id: before.client.captchaId, answer })
  return { attempt, looksRight: await looksRight(before, attempt) }
}

/** Where the image is. It names the tenant itself, because a browser sends no headers of ours for an image. */
export function captchaUrl({ origin, application, pool }: Pick<Situation, 'origin' | 'application' | 'pool'>): string {
  const tenant = application ? `app_id=${application.id}` : `userpool_id=${pool.id}`
  return `${origin}/api/v2/security/captcha?${tenant}`
}
