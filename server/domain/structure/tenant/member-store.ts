import { sql } from 'kysely'
import type { User } from '#domain/people/user/user.ts'
import { toUser } from '#domain/people/user/user-store.ts'
import type { Page } from '#domain/shape/page.ts'
import type { Reader, Tx } from '#platform/database/database.ts'
import type { TenantMember } from './tenant.ts'

/** People who are in the tenant already stay in it as they are. */
export async function insertMembers(
  tx: Tx,
  userPoolId: string,
  tenantId: string,
  userIds: string[],
  now: Date,
): Promise<void> {
  if (userIds.length === 0) return
  await tx
    .insertInto('tenant_member')
    .values(userIds.map((id) => ({ user_pool_id: userPoolId, tenant_id: tenantId, user_id: id, joined_at: now })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function deleteMember(tx: Tx, userPoolId: string, tenantId: string, userId: string): Promise<boolean> {
  const result = await tx
    .deleteFrom('tenant_member')
    .where('user_pool_id', '=', userPoolId)
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

export type MemberChanges = { is_enabled?: boolean; is_admin?: boolean; api_authorized?: boolean }

/** Answers how many of the people are in the tenant. */
export async function saveMembers(
  tx: Tx,
  userPoolId: string,
  tenantId: string,
  userIds: string[],
  changes: MemberChanges,
): Promise<number> {
  const result = await tx
    .updateTable('tenant_member')
    .set(changes)
    .where('user_pool_id', '=', userPoolId)
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', sql<string>`any(${userIds}::text[])`)
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

/** One page of a tenant's people, the newest of the pool first, and how many there are. */
export async function listMembers(
  reader: Reader,
  userPoolId: string,
  tenantId: string,
  { page, limit }: Page,
): Promise<{ totalCount: number; list: { user: User; member: TenantMember }[] }> {
  const members = reader
    .selectFrom('tenant_member')
    .where('tenant_member.user_pool_id', '=', userPoolId)
    .where('tenant_member.tenant_id', '=', tenantId)
  // Ids begin with the time they were made at, so this is the order of the index.
  const rows = await members
    .innerJoin('user_account', (join) =>
      join
        .onRef('user_account.user_pool_id', '=', 'tenant_member.user_pool_id')
        .onRef('user_account.id', '=', 'tenant_member.user_id'),
    )
    .selectAll('user_account')
    .select(['is_enabled', 'is_admin', 'api_authorized', 'joined_at'])
    .orderBy('tenant_member.user_id', 'desc')
    .limit(limit)
    .offset((page - 1) * limit)
    .execute()
  const { total } = await members.select(({ fn }) => fn.countAll<string>().as('total')).executeTakeFirstOrThrow()
  const list = rows.map((row) => ({
    user: toUser(row),
    member: {
      userId: row.id,
      isEnabled: row.is_enabled,
      isAdmin: row.is_admin,
      apiAuthorized: row.api_authorized,
      joinedAt: row.joined_at,
    },
  }))
  return { totalCount: Number(total), list }
}
