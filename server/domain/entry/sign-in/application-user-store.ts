import { type RawBuilder, sql } from 'kysely'
import { toUser } from '#domain/people/user/user-store.ts'
import type { Page } from '#domain/shape/page.ts'
import type { Reader } from '#platform/database/database.ts'
import { expiring } from '#platform/database/expired-rows.ts'

export const applicationUserSweep = expiring('application_user')

const recently = 30 * 86_400_000

interface Entering {
  userPoolIds: (string | null)[]
  /** Null where somebody signs in to a pool and no application of it. */
  applicationIds: (string | null)[]
  userIds: (string | null)[]
  at: Date
  /** When what they opened ends. */
  until: Date
}

/**
 * Notes that people have entered applications; a part of the statement that lets them in. To the minute, so that whoever
 * comes again and again does not write each time.
 */
export function enteringApplications({
  userPoolIds,
  applicationIds,
  userIds,
  at,
  until,
}: Entering): RawBuilder<unknown> {
  const expiresAt = new Date(Math.max(until.getTime(), at.getTime() + recently))
  return sql`
    INSERT INTO application_user AS known (user_pool_id, application_id, user_id, entered_at, expires_at)
    SELECT DISTINCT user_pool_id, application_id, user_id, ${at}::timestamptz, ${expiresAt}::timestamptz
    FROM unnest(${userPoolIds}::text[], ${applicationIds}::text[], ${userIds}::text[]) AS entering (user_pool_id, application_id, user_id)
    WHERE user_pool_id IS NOT NULL AND application_id IS NOT NULL AND user_id IS NOT NULL
    ON CONFLICT (user_pool_id, application_id, user_id) DO UPDATE
      SET entered_at = excluded.entered_at, expires_at = greatest(known.expires_at, excluded.expires_at)
      WHERE known.entered_at < excluded.entered_at - interval '1 minute'`
}

/** How far a list of an application's people goes. */
const mostActiveUsers = 10_000

/** One page of who has entered an application, the latest first, and how many there are, counted as far as the list goes. */
export async function listEntered(
  reader: Reader,
  userPoolId: string,
  applicationId: string,
  { page, limit }: Page,
  now: Date,
) {
  const offset = Math.min((page - 1) * limit, mostActiveUsers)
  const entered = reader
    .selectFrom('application_user')
    .where('application_user.user_pool_id', '=', userPoolId)
    .where('application_user.application_id', '=', applicationId)
    .where('application_user.expires_at', '>', now)
  const rows = await entered
    .innerJoin('user_account', (join) =>
      join
        .onRef('user_account.user_pool_id', '=', 'application_user.user_pool_id')
        .onRef('user_account.id', '=', 'application_user.user_id'),
    )
    .selectAll('user_account')
    .orderBy('application_user.entered_at', 'desc')
    .orderBy('application_user.user_id')
    .limit(Math.min(limit, mostActiveUsers - offset))
    .offset(offset)
    .execute()
  const { total } = await reader
    .selectFrom(entered.select('application_user.user_id').limit(mostActiveUsers).as('counted'))
    .select(({ fn }) => fn.countAll<string>().as('total'))
    .executeTakeFirstOrThrow()
  return { totalCount: Number(total), list: rows.map(toUser) }
}

/** Which applications a person has entered, and when last; of each as long as the list of its people says so. */
export async function findEnteredBy(
  reader: Reader,
  userPoolId: string,
  userId: string,
  limit: number,
): Promise<{ applicationId: string; enteredAt: Date }[]> {
  const rows = await reader
    .selectFrom('application_user')
    .select(['application_id', 'entered_at'])
    .where('user_pool_id', '=', userPoolId)
    .where('user_id', '=', userId)
    .limit(limit)
    .execute()
  return rows.map((row) => ({ applicationId: row.application_id, enteredAt: row.entered_at }))
}
