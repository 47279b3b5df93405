import type { Selectable } from 'kysely'
import { usernameKey } from '#domain/people/user/identifier.ts'
import type { Page } from '#domain/shape/page.ts'
import type { Reader, Tx } from '#platform/database/database.ts'
import type { SubAccountTable } from '#platform/database/tables.gen.ts'
import type { SubAccount } from './sub-account.ts'

function toSubAccount(row: Selectable<SubAccountTable>): SubAccount {
  return {
    id: row.id,
    userPoolId: row.user_pool_id,
    applicationId: row.application_id,
    userId: row.user_id,
    account: row.account,
    enabled: row.enabled,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

/** Where a sub-account stands. */
export type SubAccountPlace = Pick<SubAccount, 'userPoolId' | 'applicationId'>

function inPlace(reader: Reader, { userPoolId, applicationId }: SubAccountPlace) {
  return reader
    .selectFrom('sub_account')
    .where('user_pool_id', '=', userPoolId)
    .where('application_id', '=', applicationId)
}

/** The only statement that reads the hash. */
export async function findByAccount(
  reader: Reader,
  place: SubAccountPlace,
  account: string,
): Promise<{ subAccount: SubAccount; hash: string } | null> {
  const row = await inPlace(reader, place)
    .selectAll()
    .where('account_key', '=', usernameKey(account))
    .executeTakeFirst()
  return row ? { subAccount: toSubAccount(row), hash: row.hash } : null
}

export async function findSubAccount(reader: Reader, place: SubAccountPlace, id: string): Promise<SubAccount | null> {
  const row = await inPlace(reader, place).selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toSubAccount(row) : null
}

/** One page, oldest first, and how many there are; of one main account, or of all. */
export async function listSubAccounts(reader: Reader, place: SubAccountPlace, { page, limit }: Page, userId?: string) {
  const all = inPlace(reader, place).$if(userId !== undefined, (query) => query.where('user_id', '=', userId as string))
  const rows = await all
    .selectAll()
    .orderBy('id')
    .limit(limit)
    .offset((page - 1) * limit)
    .execute()
  const { total } = await all.select(({ fn }) => fn.countAll<string>().as('total')).executeTakeFirstOrThrow()
  return { totalCount: Number(total), list: rows.map(toSubAccount) }
}

/** Those of a person in every application, oldest first. */
export async function findSubAccountsOf(
  reader: Reader,
  userPoolId: string,
  userId: string,
  limit: number,
): Promise<SubAccount[]> {
  const rows = await reader
    .selectFrom('sub_account')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('user_id', '=', userId)
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(toSubAccount)
}

export type NewSubAccount = Omit<SubAccount, 'enabled' | 'createdAt' | 'updatedAt'> & { hash: string }

export async function insertSubAccount(tx: Tx, made: NewSubAccount, now: Date): Promise<SubAccount> {
  const row = await tx
    .insertInto('sub_account')
    .values({
      user_pool_id: made.userPoolId,
      id: made.id,
      application_id: made.applicationId,
      user_id: made.userId,
      account: made.account,
      account_key: usernameKey(made.account),
      hash: made.hash,
      created_at: now,
      updated_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return toSubAccount(row)
}

export type SubAccountChanges = Partial<Pick<SubAccount, 'account' | 'enabled'>> & { hash?: string }

/** Changes what is given. Null when there is no such sub-account. */
export async function updateSubAccount(
  tx: Tx,
  { userPoolId, applicationId }: SubAccountPlace,
  id: string,
  { account, enabled, hash }: SubAccountChanges,
  now: Date,
): Promise<SubAccount | null> {
  const row = await tx
    .updateTable('sub_account')
    .set({
      ...(account !== undefined && { account, account_key: usernameKey(account) }),
      ...(enabled !== undefined && { enabled }),
      ...(hash !== undefined && { hash }),
      updated_at: now,
    })
    .where('user_pool_id', '=', userPoolId)
    .where('application_id', '=', applicationId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  return row ? toSubAccount(row) : null
}

export async function deleteSubAccount(tx: Tx, { userPoolId, id }: SubAccount): Promise<void> {
  await tx.deleteFrom('sub_account').where('user_pool_id', '=', userPoolId).where('id', '=', id).execute()
}

export async function deleteSubAccountsOf(tx: Tx, userPoolId: string, userId: string): Promise<void> {
  await tx.deleteFrom('sub_account').where('user_pool_id', '=', userPoolId).where('user_id', '=', userId).execute()
}
