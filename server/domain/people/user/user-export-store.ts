import { sql } from 'kysely'
import type { Reader } from '#platform/database/database.ts'
import type { User } from './user.ts'
import { toUser } from './user-store.ts'

/** The next people in the order of joining; by id, which begins with the time. */
export async function findUsersAfter(
  reader: Reader,
  userPoolId: string,
  last: Pick<User, 'id'> | null,
  limit: number,
): Promise<User[]> {
  const rows = await reader
    .selectFrom('user_account')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('id', '>', sql<string>`${last?.id ?? ''}`)
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(toUser)
}
