import { refuse } from '@menshen/contract/errors'
import type { Context } from '#domain/shape/verb.ts'
import { countActive, countMonthlyLogin, isActive, type Month, openMonth } from './quota-store.ts'

/** How long the figures of a month are kept after its end, for people who look back. */
const keptDays = 90

/** Calendar months in UTC, whatever the time zone of the server. */
export function monthOf(now: Date): Month {
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()]
  return {
    name: now.toISOString().slice(0, 7),
    start: new Date(Date.UTC(year, month)),
    expiresAt: new Date(Date.UTC(year, month + 1, 1 + keptDays)),
  }
}

/**
 * Counts a sign-in that is about to happen. 2002 when the pool has had all the sign-ins of this month, 2040 when it has
 * had all its people: people who were there this month always get in again. Where no quota is set nothing is
 * counted; setting one in mid-month counts who signed in before, by `lastLogin`, but not how often.
 */
export async function countSignIn({ tx, pool, now }: Pick<Context, 'tx' | 'pool' | 'now'>, userId: string) {
  const { monthlyLoginQuota, mauQuota } = pool.settings
  if (monthlyLoginQuota === null && mauQuota === null) return
  const month = monthOf(now)
  await openMonth(tx, pool.id, month)
  if (monthlyLoginQuota !== null && !(await countMonthlyLogin(tx, pool.id, month.name, monthlyLoginQuota))) refuse(2002)
  if (mauQuota === null || (await isActive(tx, pool.id, month.name, userId))) return
  if (!(await countActive(tx, pool.id, month, userId, mauQuota))) refuse(2040)
}
