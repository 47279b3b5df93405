import { sql } from 'kysely'
import type { Reader, Tx } from '#platform/database/database.ts'
import { expiring } from '#platform/database/expired-rows.ts'

export const activitySweeps = [expiring('active_user'), expiring('monthly_usage')]

/** Makes a count of the people of a pool wait for a transaction that adds one. Does not stop those that only refer to the pool. */
export async function lockPool(tx: Tx, userPoolId: string): Promise<void> {
  await tx.selectFrom('user_pool').select('id').where('id', '=', userPoolId).forNoKeyUpdate().execute()
}

/** How many people the pool has; counts no further than `atMost`. */
export async function countPeople(reader: Reader, userPoolId: string, atMost: number): Promise<number> {
  const row = await reader
    .selectFrom((from) =>
      from
        .selectFrom('user_account')
        .select('user_account.id')
        .where('user_account.user_pool_id', '=', userPoolId)
        .limit(atMost)
        .as('counted'),
    )
    .select((select) => select.fn.countAll().as('people'))
    .executeTakeFirstOrThrow()
  return Number(row.people)
}

/** A calendar month in UTC. */
export interface Month {
  /** `2026-11` */
  name: string
  start: Date
  /** When nobody asks about it any more. */
  expiresAt: Date
}

/** Opens the month's account of a pool with the people who signed in this month before anybody counted; false when it is open already. */
export async function openMonth(tx: Tx, userPoolId: string, month: Month): Promise<boolean> {
  const result = await tx
    .insertInto('monthly_usage')
    .values({ user_pool_id: userPoolId, month: month.name, expires_at: month.expiresAt })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if ((result.numInsertedOrUpdatedRows ?? 0n) === 0n) return false
  await sql`
    WITH active AS (
      INSERT INTO active_user (user_pool_id, month, user_id, expires_at)
      SELECT user_pool_id, ${month.name}, id, ${month.expiresAt} FROM user_account
      WHERE user_pool_id = ${userPoolId} AND last_login >= ${month.start}
      RETURNING 1
    )
    UPDATE monthly_usage SET active_users = (SELECT count(*) FROM active)
    WHERE user_pool_id = ${userPoolId} AND month = ${month.name}`.execute(tx)
  return true
}

/** Counts one sign-in; false when the quota is used up. The month's row stays locked, so two who come at once are two. */
export async function countMonthlyLogin(tx: Tx, userPoolId: string, month: string, quota: number): Promise<boolean> {
  const result = await tx
    .updateTable('monthly_usage')
    .set({ logins: sql`logins + 1` })
    .where('user_pool_id', '=', userPoolId)
    .where('month', '=', month)
    .where('logins', '<', quota)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function isActive(reader: Reader, userPoolId: string, month: string, userId: string): Promise<boolean> {
  const row = await reader
    .selectFrom('active_user')
    .select('user_id')
    .where('user_pool_id', '=', userPoolId)
    .where('month', '=', month)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row !== undefined
}

/** Counts one more active person; false when the quota is used up. A person who was counted meanwhile is not counted again. */
export async function countActive(
  tx: Tx,
  userPoolId: string,
  month: Month,
  userId: string,
  quota: number,
): Promise<boolean> {
  const counted = await tx
    .updateTable('monthly_usage')
    .set({ active_users: sql`active_users + 1` })
    .where('user_pool_id', '=', userPoolId)
    .where('month', '=', month.name)
    .where('active_users', '<', quota)
    .executeTakeFirst()
  // The month's row is locked from here on, so this look is no older than the last who counted.
  if (counted.numUpdatedRows === 0n) return isActive(tx, userPoolId, month.name, userId)
  const added = await tx
    .insertInto('active_user')
    .values({ user_pool_id: userPoolId, month: month.name, user_id: userId, expires_at: month.expiresAt })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if ((added.numInsertedOrUpdatedRows ?? 0n) > 0n) return true
  await tx
    .updateTable('monthly_usage')
    .set({ active_users: sql`active_users - 1` })
    .where('user_pool_id', '=', userPoolId)
    .where('month', '=', month.name)
    .execute()
  return true
}

/** Forgets the month, so that the next sign-in opens it again. */
export async function deleteMonth(tx: Tx, userPoolId: string, month: string): Promise<void> {
  for (const table of ['active_user', 'monthly_usage'] as const)
    await tx.deleteFrom(table).where('user_pool_id', '=', userPoolId).where('month', '=', month).execute()
}
