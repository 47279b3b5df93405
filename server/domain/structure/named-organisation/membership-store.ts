import { sql } from 'kysely'
import type { Page } from '#domain/shape/page.ts'
import type { Reader, Tx } from '#platform/database/database.ts'
import { toDepartment } from '../organisation/department-store.ts'
import type { Membership } from '../organisation/member-store.ts'
import type { Department } from '../organisation/organisation.ts'

const columns = {
  departmentCreated: 'department.created_at',
  joined: 'department_member.joined_at',
  name: 'department.name',
  code: 'department.code',
} as const

/** By what the departments of somebody are told in order. */
export type MembershipOrder = keyof typeof columns

export interface MembershipPage extends Page {
  order: MembershipOrder
  isDescending: boolean
}

/** One page of the departments that somebody is in, and how many there are. */
export async function listMemberships(
  reader: Reader,
  userPoolId: string,
  userId: string,
  { page, limit, order, isDescending }: MembershipPage,
): Promise<{ totalCount: number; list: (Membership & { department: Department })[] }> {
  const own = reader
    .selectFrom('department_member')
    .where('department_member.user_pool_id', '=', userPoolId)
    .where('department_member.user_id', '=', userId)
  const direction = isDescending ? 'desc' : 'asc'
  const rows = await own
    .innerJoin('department', (join) =>
      join
        .onRef('department.user_pool_id', '=', 'department_member.user_pool_id')
        .onRef('department.id', '=', 'department_member.department_id'),
    )
    .selectAll('department')
    .select(['is_leader', 'is_main', 'joined_at'])
    .orderBy(columns[order], direction)
    .orderBy('department.id', direction)
    .limit(limit)
    .offset((page - 1) * limit)
    .execute()
  const { total } = await own.select(({ fn }) => fn.countAll<string>().as('total')).executeTakeFirstOrThrow()
  const list = rows.map(({ is_leader: isLeader, is_main: isMain, joined_at: joinedAt, ...row }) => {
    const department = toDepartment(row)
    return { departmentId: department.id, isLeader, isMain, joinedAt, department }
  })
  return { totalCount: Number(total), list }
}

/** False when there is no such person. Until the transaction ends nobody else changes where they are. */
export async function holdPerson(tx: Tx, userPoolId: string, userId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('user_account')
    .select('id')
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', userId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row !== undefined
}

/** Takes somebody out of all departments but these. Answers those that they were in. */
export async function leaveOthers(
  tx: Tx,
  userPoolId: string,
  userId: string,
  departmentIds: string[],
): Promise<string[]> {
  const rows = await tx
    .deleteFrom('department_member')
    .where('user_pool_id', '=', userPoolId)
    .where('user_id', '=', userId)
    .where('department_id', '<>', sql<string>`all(${departmentIds}::text[])`)
    .returning('department_id')
    .execute()
  return rows.map((row) => row.department_id)
}
