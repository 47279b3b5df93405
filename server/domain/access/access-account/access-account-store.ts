import { type Selectable, sql } from 'kysely'
import type { Page } from '#domain/shape/page.ts'
import type { Reader, Tx } from '#platform/database/database.ts'
import type { AccessAccountTable } from '#platform/database/tables.gen.ts'
import type { AccessAccount } from './access-account.ts'

function toAccount(row: Selectable<AccessAccountTable>): AccessAccount {
  return {
    id: row.id,
    userPoolId: row.user_pool_id,
    applicationId: row.application_id,
    secretHash: row.secret_hash,
    tokenLifetime: row.token_lifetime,
    remarks: row.remarks,
    enabled: row.enabled,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

/** Of any pool: a machine presents nothing but the id. */
export async function findAccessAccount(reader: Reader, id: string): Promise<AccessAccount | null> {
  const row = await reader.selectFrom('access_account').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toAccount(row) : null
}

export async function findAccessAccounts(reader: Reader, userPoolId: string, ids: string[]): Promise<AccessAccount[]> {
  const rows = await reader
    .selectFrom('access_account')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', sql<string>`any(${ids}::text[])`)
    .execute()
  return rows.map(toAccount)
}

/** One page, oldest first, and how many there are. */
export async function listAccessAccounts(
  reader: Reader,
  userPoolId: string,
  applicationId: string,
  { page, limit }: Page,
): Promise<{ totalCount: number; list: AccessAccount[] }> {
  const accounts = reader
    .selectFrom('access_account')
    .where('user_pool_id', '=', userPoolId)
    .where('application_id', '=', applicationId)
  const rows = await accounts
    .selectAll()
    .orderBy('id')
    .limit(limit)
    .offset((page - 1) * limit)
    .execute()
  const { total } = await accounts.select(({ fn }) => fn.countAll<string>().as('total')).executeTakeFirstOrThrow()
  return { totalCount: Number(total), list: rows.map(toAccount) }
}

export type NewAccount = Pick<
  AccessAccount,
  'id' | 'userPoolId' | 'applicationId' | 'secretHash' | 'tokenLifetime' | 'remarks'
>

export async function insertAccessAccount(tx: Tx, account: NewAccount, now: Date): Promise<AccessAccount> {
  const row = await tx
    .insertInto('access_account')
    .values({
      user_pool_id: account.userPoolId,
      id: account.id,
      application_id: account.applicationId,
      secret_hash: account.secretHash,
      token_lifetime: account.tokenLifetime,
      remarks: account.remarks,
      created_at: now,
      updated_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return toAccount(row)
}

/** Null when the pool has no such account. */
export async function saveAccessAccount(
  tx: Tx,
  { userPoolId, id }: Pick<AccessAccount, 'userPoolId' | 'id'>,
  { secretHash, enabled }: Partial<Pick<AccessAccount, 'secretHash' | 'enabled'>>,
  now: Date,
): Promise<AccessAccount | null> {
  const row = await tx
    .updateTable('access_account')
    .set({ ...(secretHash && { secret_hash: secretHash }), ...(enabled !== undefined && { enabled }), updated_at: now })
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  return row ? toAccount(row) : null
}

/** False when the pool has no such account. */
export async function deleteAccessAccount(tx: Tx, userPoolId: string, id: string): Promise<boolean> {
  const result = await tx
    .deleteFrom('access_account')
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

/** The accounts of an application that is being deleted; they are gone. */
export async function deleteAccessAccountsOf(tx: Tx, userPoolId: string, applicationId: string): Promise<string[]> {
  const rows = await tx
    .deleteFrom('access_account')
    .where('user_pool_id', '=', userPoolId)
    .where('application_id', '=', applicationId)
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}
