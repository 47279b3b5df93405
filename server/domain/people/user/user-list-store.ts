import { sql } from 'kysely'
import type { Page } from '#domain/shape/page.ts'
import type { Reader } from '#platform/database/database.ts'
import type { UserOrder, UserPage } from './user-page.ts'
import { findUsers } from './user-store.ts'

/** How many people a pool has, and how many of them have left: from counts that each write keeps, never by counting. */
export async function countPeople(reader: Reader, userPoolId: string): Promise<{ people: number; archived: number }> {
  const counted = await reader
    .selectFrom('user_count')
    .select(({ fn }) => [fn.sum<string>('people').as('people'), fn.sum<string>('archived').as('archived')])
    .where('user_pool_id', '=', userPoolId)
    .executeTakeFirst()
  return { people: Number(counted?.people ?? 0), archived: Number(counted?.archived ?? 0) }
}

/** The column of an order and its direction; an index has each, with the id behind it. */
export function columnOf(order: UserOrder): ['created_at' | 'updated_at', 'asc' | 'desc'] {
  return [order.startsWith('CREATEDAT') ? 'created_at' : 'updated_at', order.endsWith('ASC') ? 'asc' : 'desc']
}

/** Where a page lies, from whichever end of the list is nearer. */
interface Stretch {
  direction: 'asc' | 'desc'
  offset: number
  limit: number
}

function stretchOf({ page, limit }: Page, direction: 'asc' | 'desc', total: number): Stretch {
  const offset = (page - 1) * limit
  const taken = Math.min(limit, total - offset)
  if (taken <= 0 || offset <= total / 2) return { direction, offset, limit: Math.max(0, taken) }
  return { direction: direction === 'asc' ? 'desc' : 'asc', offset: total - offset - taken, limit: taken }
}

/**
 * One page in a stable order (the id decides between equal times), and how many people the pool has. The way to a page far
 * down leads over the index alone; only who stands on the page is read.
 */
export async function listUsers(
  reader: Reader,
  userPoolId: string,
  { order, ...page }: Page & { order: UserOrder },
): Promise<UserPage> {
  const { people } = await countPeople(reader, userPoolId)
  const [column, wanted] = columnOf(order)
  const { direction, offset, limit } = stretchOf(page, wanted, people)
  const rows = await reader
    .selectFrom('user_account')
    .select('id')
    .where('user_pool_id', '=', userPoolId)
    .orderBy(column, direction)
    .orderBy('id', direction)
    .limit(limit)
    .offset(offset)
    .execute()
  const ids = rows.map(({ id }) => id)
  return {
    totalCount: people,
    list: await findUsers(reader, userPoolId, 'id', direction === wanted ? ids : ids.reverse()),
  }
}

/** The same of those who are in no department: each is looked up in the index of memberships. */
export async function listUsersOutside(
  reader: Reader,
  userPoolId: string,
  { page, limit, order }: Page & { order: UserOrder },
): Promise<UserPage> {
  const [column, direction] = columnOf(order)
  const rows = await reader
    .selectFrom('user_account')
    .select('id')
    .where('user_pool_id', '=', userPoolId)
    .where(
      sql<boolean>`(SELECT user_id FROM department_member AS member
        WHERE member.user_pool_id = user_account.user_pool_id AND member.user_id = user_account.id LIMIT 1) IS NULL`,
    )
    .orderBy(column, direction)
    .orderBy('id', direction)
    .limit(limit)
    .offset((page - 1) * limit)
    .execute()
  const inside = await reader
    .selectFrom('department_member')
    .select(({ fn }) => fn.count<string>('user_id').distinct().as('people'))
    .where('user_pool_id', '=', userPoolId)
    .executeTakeFirstOrThrow()
  const { people } = await countPeople(reader, userPoolId)
  const list = await findUsers(
    reader,
    userPoolId,
    'id',
    rows.map(({ id }) => id),
  )
  return { totalCount: Math.max(0, people - Number(inside.people)), list }
}
