import { sql } from 'kysely'
import type { Reader, Tx } from '#platform/database/database.ts'
import { expiring } from '#platform/database/expired-rows.ts'

export const managementTokenSweep = expiring('management_token')

/** What was given for the secret of a pool. */
export interface ManagementToken {
  userPoolId: string
  id: string
  createdAt: Date
  expiresAt: Date
  /** However often it is renewed, none of those that come of it lasts longer. */
  endsBy: Date
  ip: string | null
  userAgent: string | null
  /** The access key that it was given for; null: the pool's own secret. */
  accessKeyId: string | null
}

export async function findManagementToken(
  reader: Reader,
  userPoolId: string,
  id: string,
): Promise<ManagementToken | null> {
  const row = await reader
    .selectFrom('management_token')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? toToken(row) : null
}

/** Those that have not expired, the newest first. */
export async function findManagementTokens(
  reader: Reader,
  userPoolId: string,
  now: Date,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ totalCount: number; list: ManagementToken[] }> {
  const live = reader
    .selectFrom('management_token')
    .where('user_pool_id', '=', userPoolId)
    .where('expires_at', '>', now)
  const rows = await live.selectAll().orderBy('id', 'desc').limit(limit).offset(offset).execute()
  const { total } = await live.select(({ fn }) => fn.countAll<string>().as('total')).executeTakeFirstOrThrow()
  return { totalCount: Number(total), list: rows.map(toToken) }
}

export async function insertManagementToken(tx: Tx, token: ManagementToken): Promise<void> {
  await tx
    .insertInto('management_token')
    .values({
      user_pool_id: token.userPoolId,
      id: token.id,
      created_at: token.createdAt,
      expires_at: token.expiresAt,
      ends_by: token.endsBy,
      ip: token.ip,
      user_agent: token.userAgent?.slice(0, 512) ?? null,
      access_key_id: token.accessKeyId,
    })
    .execute()
}

/**
 * Ends so many that no more than `most` are left, and answers their ids: the oldest of the address that has the most of them, so
 * that a program which asks for one after the other ends its own, and nobody else's.
 */
export async function trimManagementTokens(
  tx: Tx,
  userPoolId: string,
  { most, except }: { most: number; except: string },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    DELETE FROM management_token WHERE user_pool_id = ${userPoolId} AND id IN (
      SELECT id FROM (
        SELECT id, ip, row_number() OVER (PARTITION BY ip ORDER BY id DESC) AS age
        FROM management_token WHERE user_pool_id = ${userPoolId} AND id <> ${except}
      ) AS own
      ORDER BY age DESC, id
      LIMIT greatest(0, (SELECT count(*) FROM management_token WHERE user_pool_id = ${userPoolId}) - ${most}::int)
    ) RETURNING id`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Ends one, or all but one; answers the ids of what was ended. */
export async function endManagementTokens(
  tx: Tx,
  userPoolId: string,
  { id, except }: { id?: string | undefined; except?: string | undefined },
): Promise<string[]> {
  const rows = await tx
    .deleteFrom('management_token')
    .where('user_pool_id', '=', userPoolId)
    .$if(id !== undefined, (query) => query.where('id', '=', id as string))
    .$if(except !== undefined, (query) => query.where('id', '<>', except as string))
    .returning('id')
    .execute()
  return rows.map((row) => row.id)
}

/** Ends what was given for an access key; answers the ids. */
export async function endManagementTokensOf(tx: Tx, userPoolId: string, accessKeyId: string): Promise<string[]> {
  const rows = await tx
    .deleteFrom('management_token')
    .where('user_pool_id', '=', userPoolId)
    .where('access_key_id', '=', accessKeyId)
    .returning('id')
    .execute()
  return rows.map((row) => row.id)
}

/** All of a pool's end at that time at the latest; answers the ids of those that had longer. */
export async function shortenManagementTokens(tx: Tx, userPoolId: string, until: Date): Promise<string[]> {
  const rows = await tx
    .updateTable('management_token')
    .set({ expires_at: sql<Date>`least(expires_at, ${until})`, ends_by: until })
    .where('user_pool_id', '=', userPoolId)
    .where('ends_by', '>', until)
    .returning('id')
    .execute()
  return rows.map((row) => row.id)
}

function toToken(row: {
  user_pool_id: string
  id: string
  created_at: Date
  expires_at: Date
  ends_by: Date
  ip: string | null
  user_agent: string | null
  access_key_id: string | null
}): ManagementToken {
  return {
    userPoolId: row.user_pool_id,
    id: row.id,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    endsBy: row.ends_by,
    ip: row.ip,
    userAgent: row.user_agent,
    accessKeyId: row.access_key_id,
  }
}
