import { sql } from 'kysely'
import type { UserOrder, UserPage } from '#domain/people/user/user-page.ts'
import { findUsers } from '#domain/people/user/user-store.ts'
import type { Page } from '#domain/shape/page.ts'
import type { Reader, Tx } from '#platform/database/database.ts'
import { isWithin } from './department-store.ts'
import type { Department } from './organisation.ts'

/** People who are in the department already stay in it, as leaders or not, as now asked for. */
export async function insertMembers(
  tx: Tx,
  { userPoolId, id }: Department,
  userIds: string[],
  isLeader: boolean,
  now: Date,
): Promise<void> {
  if (userIds.length === 0) return
  const rows = userIds.map((userId) => ({
    user_pool_id: userPoolId,
    department_id: id,
    user_id: userId,
    is_leader: isLeader,
    joined_at: now,
  }))
  await tx
    .insertInto('department_member')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['user_pool_id', 'department_id', 'user_id']).doUpdateSet({ is_leader: isLeader }),
    )
    .execute()
}

export async function deleteMembers(tx: Tx, { userPoolId, id }: Department, userIds: string[]): Promise<string[]> {
  const rows = await tx
    .deleteFrom('department_member')
    .where('user_pool_id', '=', userPoolId)
    .where('department_id', '=', id)
    .where('user_id', '=', sql<string>`any(${userIds}::text[])`)
    .returning('user_id')
    .execute()
  return rows.map((row) => row.user_id)
}

/** Makes one of a person's departments the main one, or none of them. False when they are not in it. */
export async function setMain(
  tx: Tx,
  userPoolId: string,
  userId: string,
  departmentId: string | null,
): Promise<boolean> {
  const own = tx.updateTable('department_member').where('user_pool_id', '=', userPoolId).where('user_id', '=', userId)
  await own.set({ is_main: false }).where('is_main', '=', true).execute()
  if (departmentId === null) return true
  const result = await own.set({ is_main: true }).where('department_id', '=', departmentId).executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export type MemberPage = Page & { order: UserOrder; withBelow: boolean }

/** One page of the people in a department, or in it and below it (everybody once), and how many there are. */
export async function listMembers(
  reader: Reader,
  department: Department,
  { page, limit, order, withBelow }: MemberPage,
): Promise<UserPage> {
  const { userPoolId, id } = department
  const below = sql<string>`(SELECT id FROM department WHERE ${isWithin(department)})`
  const members = reader
    .selectFrom('department_member')
    .where('user_pool_id', '=', userPoolId)
    .$if(!withBelow, (query) => query.where('department_id', '=', id))
    .$if(withBelow, (query) => query.where('department_id', 'in', below))
  const direction = order.endsWith('ASC') ? 'asc' : 'desc'
  const people = members.select('user_id').$if(withBelow, (query) => query.distinct())
  const offset = (page - 1) * limit
  const rows = order.startsWith('UPDATEDAT')
    ? await reader
        .selectFrom(people.as('member'))
        .innerJoin('user_account', 'user_account.id', 'member.user_id')
        .where('user_account.user_pool_id', '=', userPoolId)
        .select('member.user_id')
        .orderBy('user_account.updated_at', direction)
        .orderBy('member.user_id', direction)
        .limit(limit)
        .offset(offset)
        .execute()
    : // Ids begin with the time they were made at, so this is the order of the index; only who stands on the page is read.
      await people.orderBy('user_id', direction).limit(limit).offset(offset).execute()
  const list = await findUsers(
    reader,
    userPoolId,
    'id',
    rows.map((row) => row.user_id),
  )
  if (!withBelow) return { totalCount: await countMembers(reader, userPoolId, id), list }
  const { total } = await members
    .select(({ fn }) => fn.count<string>('user_id').distinct().as('total'))
    .executeTakeFirstOrThrow()
  return { totalCount: Number(total), list }
}

/** Exact, and not counted: a department can have everybody. */
async function countMembers(reader: Reader, userPoolId: string, departmentId: string): Promise<number> {
  const { total } = await reader
    .selectFrom('department_member_count')
    .where('user_pool_id', '=', userPoolId)
    .where('department_id', '=', departmentId)
    .select(({ fn }) => fn.sum<string | null>('members').as('total'))
    .executeTakeFirstOrThrow()
  return Number(total ?? 0)
}

export interface Membership {
  departmentId: string
  isLeader: boolean
  isMain: boolean
  joinedAt: Date
}

/** The departments that a person is in, oldest membership first. */
export async function findMemberships(reader: Reader, userPoolId: string, userId: string): Promise<Membership[]> {
  const rows = await reader
    .selectFrom('department_member')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('user_id', '=', userId)
    .orderBy('joined_at')
    .orderBy('department_id')
    .limit(10_000)
    .execute()
  return rows.map((row) => ({
    departmentId: row.department_id,
    isLeader: row.is_leader,
    isMain: row.is_main,
    joinedAt: row.joined_at,
  }))
}

/** Of several people at once, in the order in which they joined. */
export async function findMembershipsOf(
  reader: Reader,
  userPoolId: string,
  userIds: readonly string[],
): Promise<{ userId: string; departmentId: string; isMain: boolean }[]> {
  const rows = await reader
    .selectFrom('department_member')
    .select(['user_id', 'department_id', 'is_main'])
    .where('user_pool_id', '=', userPoolId)
    .where('user_id', '=', sql<string>`any(${userIds}::text[])`)
    .orderBy('joined_at')
    .orderBy('department_id')
    .execute()
  return rows.map((row) => ({ userId: row.user_id, departmentId: row.department_id, isMain: row.is_main }))
}
