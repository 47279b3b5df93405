import { newId } from '#platform/crypto/random.ts'
import type { Context } from '../verb.ts'
import { insertFailure } from './login-record-store.ts'

/** Failed tries of one account that are written down per hour: more tell nobody more, and an attacker must not fill the disk. */
export const mostFailuresPerHour = 20

const hour = 3_600_000
const day = 86_400_000

export interface Failure {
  /** Null where there is no such account: the same statement then writes nothing, and takes as long. */
  userId: string | null
  way: string
  /** The code of the refusal. */
  outcome: number
}

/** Writes down that somebody failed to sign in. Belongs where the refusal is declined: what is refused is undone. */
export async function recordFailure(
  { tx, pool, application, client, now }: Context,
  { userId, way, outcome }: Failure,
): Promise<void> {
  await insertFailure(tx, {
    userPoolId: pool.id,
    userId: userId ?? '',
    id: newId(now),
    at: now,
    outcome,
    way,
    applicationId: application?.id ?? null,
    ip: client.ip,
    userAgent: client.userAgent?.slice(0, 512) ?? null,
    expiresAt: new Date(now.getTime() + pool.settings.loginHistoryDays * day),
    since: firstIdAt(new Date(now.getTime() - hour)),
    most: mostFailuresPerHour,
  })
}

/** Ids begin with their second: see `newId`. */
function firstIdAt(time: Date): string {
  return Math.floor(time.getTime() / 1000)
    .toString(16)
    .padStart(8, '0')
}
