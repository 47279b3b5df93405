import { sql } from 'kysely'
import type { UserPage } from '#domain/people/user/user-page.ts'
import { findUsers } from '#domain/people/user/user-store.ts'
import type { Page } from '#domain/shape/page.ts'
import type { Reader, Tx } from '#platform/database/database.ts'

/** People who are in the group already stay in it. */
export async function insertMembers(
  tx: Tx,
  userPoolId: string,
  groupId: string,
  userIds: string[],
  now: Date,
): Promise<void> {
  if (userIds.length === 0) return
  await tx
    .insertInto('group_member')
    .values(userIds.map((id) => ({ user_pool_id: userPoolId, group_id: groupId, user_id: id, joined_at: now })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Puts one person who is in no group yet into the group of that code; false when there is no such group. */
export async function insertMemberByCode(
  tx: Tx,
  userPoolId: string,
  code: string,
  userId: string,
  now: Date,
): Promise<boolean> {
  const result = await tx
    .insertInto('group_member')
    .columns(['user_pool_id', 'group_id', 'user_id', 'joined_at'])
    .expression(
      tx
        .selectFrom('user_group')
        .select([
          'user_pool_id',
          'id',
          sql<string>`${userId}::text`.as('user_id'),
          sql<Date>`${now}::timestamptz`.as('at'),
        ])
        .where('user_pool_id', '=', userPoolId)
        .where('code', '=', code),
    )
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function deleteMembers(tx: Tx, userPoolId: string, groupId: string, userIds: string[]): Promise<void> {
  await tx
    .deleteFrom('group_member')
    .where('user_pool_id', '=', userPoolId)
    .where('group_id', '=', groupId)
    .where('user_id', '=', sql<string>`any(${userIds}::text[])`)
    .execute()
}

/** One page of the people in a group, the newest of the pool first, and how many there are. */
export async function listMembers(
  reader: Reader,
  userPoolId: string,
  groupId: string,
  { page, limit }: Page,
): Promise<UserPage> {
  // Ids begin with the time they were made at, so this is the order of the index; only who stands on the page is read.
  const rows = await reader
    .selectFrom('group_member')
    .select('user_id')
    .where('user_pool_id', '=', userPoolId)
    .where('group_id', '=', groupId)
    .orderBy('user_id', 'desc')
    .limit(limit)
    .offset((page - 1) * limit)
    .execute()
  const ids = rows.map((row) => row.user_id)
  return {
    totalCount: await countMembers(reader, userPoolId, groupId),
    list: await findUsers(reader, userPoolId, 'id', ids),
  }
}

/** Who is in these groups, at most so many, in the order of the groups' ids. */
export async function findMembersOf(
  reader: Reader,
  userPoolId: string,
  groupIds: string[],
  most: number,
): Promise<{ groupId: string; userId: string }[]> {
  const rows = await reader
    .selectFrom('group_member')
    .select(['group_id', 'user_id'])
    .where('user_pool_id', '=', userPoolId)
    .where('group_id', '=', sql<string>`any(${groupIds}::text[])`)
    .orderBy('group_id')
    .orderBy('user_id', 'desc')
    .limit(most)
    .execute()
  return rows.map(({ group_id, user_id }) => ({ groupId: group_id, userId: user_id }))
}

/** Exact, and not counted: a group can have everybody. */
async function countMembers(reader: Reader, userPoolId: string, groupId: string): Promise<number> {
  const { total } = await reader
    .selectFrom('group_member_count')
    .where('user_pool_id', '=', userPoolId)
    .where('group_id', '=', groupId)
    .select(({ fn }) => fn.sum<string | null>('members').as('total'))
    .executeTakeFirstOrThrow()
  return Number(total ?? 0)
}
