import { sql } from 'kysely'
import type { Page } from '#domain/shape/page.ts'
import type { Reader, Tx } from '#platform/database/database.ts'
import type { UserStatus } from './user.ts'
import type { UserPage } from './user-page.ts'
import { toUser } from './user-store.ts'

/** Answers the ids of those who exist. */
export async function setStatus(
  tx: Tx,
  userPoolId: string,
  ids: string[],
  status: UserStatus,
  now: Date,
): Promise<string[]> {
  const rows = await tx
    .updateTable('user_account')
    .set({ status, status_changed_at: now, updated_at: now })
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', sql<string>`any(${ids}::text[])`)
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** By the partial index of those who have left. */
export async function listArchived(reader: Reader, userPoolId: string, { page, limit }: Page): Promise<UserPage> {
  const gone = reader
    .selectFrom('user_account')
    .where('user_pool_id', '=', userPoolId)
    .where(sql<boolean>`status IN ('Archived', 'Resigned')`)
  const rows = await gone
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .offset((page - 1) * limit)
    .execute()
  const { total } = await gone.select(({ fn }) => fn.countAll<string>().as('total')).executeTakeFirstOrThrow()
  return { totalCount: Number(total), list: rows.map(toUser) }
}

/** Who is archived, the latest first; only those since then. */
export async function listArchivedSince(
  reader: Reader,
  userPoolId: string,
  { page, limit, since }: Page & { since: Date | null },
): Promise<UserPage> {
  const archived = reader
    .selectFrom('user_account')
    .where('user_pool_id', '=', userPoolId)
    .where(sql<boolean>`status = 'Archived'`)
    .$if(since !== null, (query) => query.where('status_changed_at', '>=', since))
  const rows = await archived
    .selectAll()
    .orderBy('status_changed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .offset((page - 1) * limit)
    .execute()
  const { total } = await archived.select(({ fn }) => fn.countAll<string>().as('total')).executeTakeFirstOrThrow()
  return { totalCount: Number(total), list: rows.map(toUser) }
}
