import { type Declined, decline, refuse } from '@menshen/contract/errors'
import { recordFailure } from '#domain/ground/login-history/record-failure.ts'
import type { Before, Context } from '#domain/shape/verb.ts'
import type { Limit } from '#platform/limits/limits.ts'
import { matchesTyped } from './normal-password.ts'
import { findPasswordHash } from './password-store.ts'

/** What somebody who is signed in showed of their own password. */
export interface OwnPassword {
  userId: string
  /** The hash that it was compared with. */
  hash: string
  matches: boolean
}

/** Somebody who has taken over a session must not find out the password with it. */
const triesOf = (userPoolId: string, userId: string): Limit => ({
  userPoolId,
  key: `own-password:${userId}`,
  windowSeconds: 900,
  limit: 10,
})

/** Compares, in `prepare`. 429 after too many wrong ones. `passOwnPassword` has to follow in `run`. */
export async function compareOwnPassword(
  { reader, pool, ports, now }: Before,
  userId: string,
  hash: string,
  password: string,
): Promise<OwnPassword> {
  if (!(await ports.limits.peek(reader, triesOf(pool.id, userId), now)).allowed) refuse(429)
  return { userId, hash, matches: await matchesTyped(ports.hasher, password, hash) }
}

/**
 * Counts, in `run`: null when the password was right and still is the password, else what to return. A thousand guesses at
 * once get no more answers than a thousand in a row. Their owner's history has them.
 */
export async function passOwnPassword(
  context: Context,
  { userId, hash, matches }: OwnPassword,
  wrong: 2006 | 2203,
): Promise<Declined | null> {
  const { tx, pool, limits, now } = context
  const limit = triesOf(pool.id, userId)
  const current = await findPasswordHash(tx, pool.id, userId)
  if (!matches || current !== hash) {
    const { allowed } = await limits.hit(tx, limit, now)
    await recordFailure(context, { userId, way: 'own-password', outcome: wrong })
    return allowed ? decline(wrong) : decline(429)
  }
  if (!(await limits.peek(tx, limit, now)).allowed) refuse(429)
  await limits.clear(tx, limit)
  return null
}
