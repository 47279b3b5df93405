import { sql } from 'kysely'
import type { Reader, Tx } from '#platform/database/database.ts'
import type { Consent } from './consent.ts'

/** Who agreed to what. */
export interface Agreed {
  userPoolId: string
  userId: string
  applicationId: string
}

/** The scopes that a person agreed to tell an application; none is an empty list. */
export async function findConsented(reader: Reader, { userPoolId, userId, applicationId }: Agreed): Promise<string[]> {
  const row = await reader
    .selectFrom('consent')
    .select('scopes')
    .where('user_pool_id', '=', userPoolId)
    .where('user_id', '=', userId)
    .where('application_id', '=', applicationId)
    .executeTakeFirst()
  return row?.scopes ?? []
}

/** All of a person's, the newest first. */
export async function findConsents(
  reader: Reader,
  userPoolId: string,
  userId: string,
  limit: number,
): Promise<Consent[]> {
  const rows = await reader
    .selectFrom('consent')
    .select(['application_id', 'scopes', 'given_at'])
    .where('user_pool_id', '=', userPoolId)
    .where('user_id', '=', userId)
    .orderBy('given_at', 'desc')
    .orderBy('application_id')
    .limit(limit)
    .execute()
  return rows.map(({ application_id, scopes, given_at }) => ({
    applicationId: application_id,
    scopes,
    givenAt: given_at,
  }))
}

/** Adds scopes to those that were agreed to before. */
export async function addConsent(tx: Tx, agreed: Agreed, scopes: string[], now: Date): Promise<void> {
  const { userPoolId: user_pool_id, userId: user_id, applicationId: application_id } = agreed
  await tx
    .insertInto('consent')
    .values({ user_pool_id, user_id, application_id, scopes, given_at: now })
    .onConflict((conflict) =>
      conflict.columns(['user_pool_id', 'user_id', 'application_id']).doUpdateSet({
        scopes: sql`ARRAY(SELECT DISTINCT unnest(consent.scopes || excluded.scopes))`,
        given_at: now,
      }),
    )
    .execute()
}

/** All of a person's: what somebody agreed to in their place counts no longer. */
export async function deleteConsentsOf(tx: Tx, userPoolId: string, userId: string): Promise<void> {
  await tx.deleteFrom('consent').where('user_pool_id', '=', userPoolId).where('user_id', '=', userId).execute()
}

/** False when there was none. */
export async function deleteConsent(tx: Tx, { userPoolId, userId, applicationId }: Agreed): Promise<boolean> {
  const result = await tx
    .deleteFrom('consent')
    .where('user_pool_id', '=', userPoolId)
    .where('user_id', '=', userId)
    .where('application_id', '=', applicationId)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}
