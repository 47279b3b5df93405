import { sql } from 'kysely'
import type { Reader, Tx } from '#platform/database/database.ts'
import { listedForm, type WhitelistEntry, type WhitelistType } from './whitelist-store.ts'

/** The list of one kind of one application. */
export interface ApplicationList {
  userPoolId: string
  applicationId: string
  type: WhitelistType
}

export async function isListedFor(reader: Reader, list: ApplicationList, value: string): Promise<boolean> {
  return (await findListedFor(reader, list, [listedForm(list.type, value)])).length > 0
}

/** Oldest first, at most 10,000; or those of `values` that are listed. */
export async function findListedFor(
  reader: Reader,
  { userPoolId, applicationId, type }: ApplicationList,
  values?: string[],
): Promise<WhitelistEntry[]> {
  const rows = await reader
    .selectFrom('application_whitelist')
    .select(['value', 'created_at'])
    .where('user_pool_id', '=', userPoolId)
    .where('application_id', '=', applicationId)
    .where('type', '=', type)
    .$if(values !== undefined, (query) => query.where('value', '=', sql<string>`any(${values}::text[])`))
    .orderBy('created_at')
    .orderBy('value')
    .limit(10_000)
    .execute()
  return rows.map((row) => ({ value: row.value, createdAt: row.created_at }))
}

export async function insertListedFor(
  tx: Tx,
  { userPoolId, applicationId, type }: ApplicationList,
  values: string[],
  now: Date,
): Promise<void> {
  const row = { user_pool_id: userPoolId, application_id: applicationId, type, created_at: now }
  await tx
    .insertInto('application_whitelist')
    .values(values.map((value) => ({ ...row, value })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function deleteListedFor(
  tx: Tx,
  { userPoolId, applicationId, type }: ApplicationList,
  values: string[],
): Promise<void> {
  await tx
    .deleteFrom('application_whitelist')
    .where('user_pool_id', '=', userPoolId)
    .where('application_id', '=', applicationId)
    .where('type', '=', type)
    .where('value', '=', sql<string>`any(${values}::text[])`)
    .execute()
}
