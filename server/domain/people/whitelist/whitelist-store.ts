import { sql } from 'kysely'
import type { Reader, Tx } from '#platform/database/database.ts'
import { type IdentifierKind, keyOf } from '../user/identifier.ts'

export type WhitelistType = 'USERNAME' | 'EMAIL' | 'PHONE'

export interface WhitelistEntry {
  value: string
  createdAt: Date
}

const kinds: Record<WhitelistType, IdentifierKind> = { USERNAME: 'username', EMAIL: 'email', PHONE: 'phone' }

/** The form in which identifiers are listed and looked up: the one under which they are stored. */
export function listedForm(type: WhitelistType, value: string): string {
  return keyOf(kinds[type], value)
}

export async function isListed(
  reader: Reader,
  userPoolId: string,
  type: WhitelistType,
  value: string,
): Promise<boolean> {
  const row = await reader
    .selectFrom('registration_whitelist')
    .select('value')
    .where('user_pool_id', '=', userPoolId)
    .where('type', '=', type)
    .where('value', '=', listedForm(type, value))
    .executeTakeFirst()
  return row !== undefined
}

/** Oldest first, at most 10,000; or those of `values` that are listed. */
export async function findWhitelist(
  reader: Reader,
  userPoolId: string,
  type: WhitelistType,
  values?: string[],
): Promise<WhitelistEntry[]> {
  const rows = await reader
    .selectFrom('registration_whitelist')
    .select(['value', 'created_at'])
    .where('user_pool_id', '=', userPoolId)
    .where('type', '=', type)
    .$if(values !== undefined, (query) => query.where('value', '=', sql<string>`any(${values}::text[])`))
    .orderBy('created_at')
    .orderBy('value')
    .limit(10_000)
    .execute()
  return rows.map((row) => ({ value: row.value, createdAt: row.created_at }))
}

export async function insertWhitelist(
  tx: Tx,
  userPoolId: string,
  type: WhitelistType,
  values: string[],
  now: Date,
): Promise<void> {
  await tx
    .insertInto('registration_whitelist')
    .values(values.map((value) => ({ user_pool_id: userPoolId, type, value, created_at: now })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function deleteWhitelist(
  tx: Tx,
  userPoolId: string,
  type: WhitelistType,
  values: string[],
): Promise<void> {
  await tx
    .deleteFrom('registration_whitelist')
    .where('user_pool_id', '=', userPoolId)
    .where('type', '=', type)
    .where('value', '=', sql<string>`any(${values}::text[])`)
    .execute()
}
