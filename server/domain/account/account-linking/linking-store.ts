import { type Selectable, sql } from 'kysely'
import type { Reader, Tx } from '#platform/database/database.ts'
import { expiring } from '#platform/database/expired-rows.ts'
import type { AccountLinkingTable } from '#platform/database/tables.gen.ts'
import type { Linking } from './linking.ts'

export const linkingSweep = expiring('account_linking')

function toLinking(row: Selectable<AccountLinkingTable>): Linking {
  return {
    userPoolId: row.user_pool_id,
    id: row.id,
    primaryId: row.primary_id,
    secondaryId: row.secondary_id,
    remainsSealed: row.remains_sealed,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  }
}

export async function insertLinking(tx: Tx, linking: Linking): Promise<void> {
  await tx
    .insertInto('account_linking')
    .values({
      user_pool_id: linking.userPoolId,
      id: linking.id,
      primary_id: linking.primaryId,
      secondary_id: linking.secondaryId,
      remains_sealed: linking.remainsSealed,
      created_at: linking.createdAt,
      expires_at: linking.expiresAt,
    })
    .execute()
}

export async function findLinking(reader: Reader, userPoolId: string, id: string): Promise<Linking | null> {
  const row = await reader
    .selectFrom('account_linking')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? toLinking(row) : null
}

/** Takes a linking away and answers what it was; null when there is none. Of two who come at once one gets it. */
export async function takeLinking(tx: Tx, userPoolId: string, id: string): Promise<Linking | null> {
  const row = await tx
    .deleteFrom('account_linking')
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  return row ? toLinking(row) : null
}

/** How one account has become part of another, while that can be undone; nobody undoes it until the transaction ends. */
export async function lockLinkingOf(tx: Tx, userPoolId: string, secondaryId: string): Promise<Linking | null> {
  const row = await tx
    .selectFrom('account_linking')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('secondary_id', '=', secondaryId)
    .forUpdate()
    .executeTakeFirst()
  return row ? toLinking(row) : null
}

export async function saveRemains(
  tx: Tx,
  { userPoolId, id, remainsSealed }: Pick<Linking, 'userPoolId' | 'id' | 'remainsSealed'>,
): Promise<void> {
  await tx
    .updateTable('account_linking')
    .set({ remains_sealed: remainsSealed })
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .execute()
}

/** More than anybody links in a week. */
const most = 100

/** What has become part of an account and can be had back, also by way of others that have; the newest first. */
export async function findLinkingsInto(
  reader: Reader,
  userPoolId: string,
  primaryId: string,
  now: Date,
): Promise<Linking[]> {
  const theirs = sql<Selectable<AccountLinkingTable>>`(
    WITH RECURSIVE theirs AS (
      SELECT * FROM account_linking WHERE user_pool_id = ${userPoolId} AND primary_id = ${primaryId}
      UNION ALL
      SELECT deeper.* FROM account_linking AS deeper
      JOIN theirs ON deeper.user_pool_id = theirs.user_pool_id AND deeper.primary_id = theirs.secondary_id
    )
    SELECT * FROM theirs)`
  const rows = await reader
    .selectFrom(theirs.as('theirs'))
    .selectAll()
    .where('expires_at', '>', now)
    .orderBy('id', 'desc')
    .limit(most)
    .execute()
  return rows.map(toLinking)
}
