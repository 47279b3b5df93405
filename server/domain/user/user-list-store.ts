import { sql } from 'kysely'
import type { Look } from '#platform/database/database.ts'
import type { Page } from '../page.ts'
import type { SearchField, UserOrder, UserPage } from './list.ts'
import { toUser } from './user-store.ts'

/** One page in a stable order (the id decides between equal times), and how many people the pool has. */
export async function listUsers(
  look: Look,
  userPoolId: string,
  { page, limit, order }: Page & { order: UserOrder },
): Promise<UserPage> {
  const people = look.selectFrom('user_account').where('user_pool_id', '=', userPoolId)
  const [column, direction] = order.startsWith('CREATEDAT')
    ? (['created_at', order.endsWith('ASC') ? 'asc' : 'desc'] as const)
    : (['updated_at', order.endsWith('ASC') ? 'asc' : 'desc'] as const)
  const rows = await people
    .selectAll()
    .orderBy(column, direction)
    .orderBy('id', direction)
    .limit(limit)
    .offset((page - 1) * limit)
    .execute()
  const { total } = await people.select(({ fn }) => fn.countAll<string>().as('total')).executeTakeFirstOrThrow()
  return { totalCount: Number(total), list: rows.map(toUser) }
}

const columns: Partial<Record<SearchField, string>> = {
  id: 'id',
  username: 'username',
  email: 'email',
  phone: 'phone',
  externalId: 'external_id',
}

export async function searchUsers(
  look: Look,
  userPoolId: string,
  { text, fields, page, limit }: Page & { text: string; fields: SearchField[] },
): Promise<UserPage> {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  const matching = look
    .selectFrom('user_account')
    .where('user_pool_id', '=', userPoolId)
    .where(({ or }) =>
      or(
        fields.map((field) => {
          const column = columns[field]
          return column
            ? sql<boolean>`${sql.ref(column)} ILIKE ${pattern}`
            : sql<boolean>`profile ->> ${field} ILIKE ${pattern}`
        }),
      ),
    )
  const rows = await matching
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .offset((page - 1) * limit)
    .execute()
  const { total } = await matching.select(({ fn }) => fn.countAll<string>().as('total')).executeTakeFirstOrThrow()
  return { totalCount: Number(total), list: rows.map(toUser) }
}
