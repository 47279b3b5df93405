import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

/** Offline access that opens with its code, or goes on with a refresh token. Its session has the id of its grant. */
export interface OfflineUse {
  userPoolId: string
  grantId: string
  userId: string
  applicationId: string
  /** The session in which the person agreed; null where it is open already. */
  openedIn: string | null
  /** Seconds for which the code or the refresh token is good. */
  seconds: number
  /** `sessionAbsoluteTimeout` of the application. */
  absoluteTimeout: number | null
}

/**
 * Opens or prolongs it. It opens only while the session in which its person agreed is live, and holds that one until the
 * transaction ends: see `endSessionsOf`. Neither idle time nor the end of that session ends it; the latest moment does to
 * which that session could have lasted, unless the application says another.
 */
export async function keepOffline(tx: Tx, use: OfflineUse, now: Date): Promise<void> {
  const { userPoolId, grantId, userId, applicationId, openedIn, seconds, absoluteTimeout } = use
  const until = new Date(now.getTime() + seconds * 1000)
  if (openedIn === null) {
    await sql`
      UPDATE session SET expires_at = least(greatest(expires_at, ${until}), ends_by)
      WHERE user_pool_id = ${userPoolId} AND id = ${grantId} AND kind = 'offline' AND ended_at IS NULL`.execute(tx)
    return
  }
  const own =
    absoluteTimeout === null || absoluteTimeout === 0 ? null : new Date(now.getTime() + absoluteTimeout * 1000)
  const endsBy = absoluteTimeout === null ? sql`present.ends_by` : sql`${own}::timestamptz`
  await sql`
    INSERT INTO session (user_pool_id, id, user_id, application_id, kind, ip, user_agent, created_at, expires_at,
      last_seen_at, idle_seconds, methods, device_id, ends_by, proven_at)
    SELECT user_pool_id, ${grantId}, user_id, ${applicationId}, 'offline', ip, user_agent, ${now}::timestamptz,
      least(${until}::timestamptz, ${endsBy}), ${now}::timestamptz, NULL, methods, device_id, ${endsBy},
      coalesce(proven_at, created_at)
    FROM session AS present
    WHERE user_pool_id = ${userPoolId} AND id = ${openedIn} AND user_id = ${userId} AND ended_at IS NULL
    FOR SHARE`.execute(tx)
}
