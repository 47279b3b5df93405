import { type Selectable, sql } from 'kysely'
import type { Page } from '#domain/shape/page.ts'
import type { Reader, Tx } from '#platform/database/database.ts'
import type { TenantTable } from '#platform/database/tables.gen.ts'
import type { Tenant } from './tenant.ts'

function toTenant(row: Selectable<TenantTable>): Tenant {
  return {
    id: row.id,
    userPoolId: row.user_pool_id,
    name: row.name,
    logo: row.logo,
    description: row.description,
    rejectHint: row.reject_hint,
    config: row.config,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

export async function findTenant(reader: Reader, userPoolId: string, id: string): Promise<Tenant | null> {
  const row = await reader
    .selectFrom('tenant')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? toTenant(row) : null
}

/** One page, newest first, and how many there are. */
export async function listTenants(
  reader: Reader,
  userPoolId: string,
  { page, limit }: Page,
): Promise<{ totalCount: number; list: Tenant[] }> {
  const tenants = reader.selectFrom('tenant').where('user_pool_id', '=', userPoolId)
  const rows = await tenants
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .offset((page - 1) * limit)
    .execute()
  const { total } = await tenants.select(({ fn }) => fn.countAll<string>().as('total')).executeTakeFirstOrThrow()
  return { totalCount: Number(total), list: rows.map(toTenant) }
}

export async function insertTenant(tx: Tx, tenant: Tenant): Promise<void> {
  await tx
    .insertInto('tenant')
    .values({
      user_pool_id: tenant.userPoolId,
      id: tenant.id,
      name: tenant.name,
      logo: tenant.logo,
      description: tenant.description,
      reject_hint: tenant.rejectHint,
      config: JSON.stringify(tenant.config),
      created_at: tenant.createdAt,
      updated_at: tenant.updatedAt,
    })
    .execute()
}

export type TenantChanges = Partial<Pick<Tenant, 'name' | 'logo' | 'description' | 'rejectHint' | 'config'>>

/** Null when there is no such tenant. Of `config`, what is not given stays. */
export async function saveTenant(
  tx: Tx,
  userPoolId: string,
  id: string,
  { config, rejectHint, ...changes }: TenantChanges,
  now: Date,
): Promise<Tenant | null> {
  const row = await tx
    .updateTable('tenant')
    .set({
      ...changes,
      ...(rejectHint !== undefined && { reject_hint: rejectHint }),
      ...(config && { config: sql<string>`config || ${JSON.stringify(config)}::jsonb` }),
      updated_at: now,
    })
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  return row ? toTenant(row) : null
}

export async function deleteTenant(tx: Tx, userPoolId: string, id: string): Promise<boolean> {
  const result = await tx
    .deleteFrom('tenant')
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

/** Which applications the tenant uses, and no others. */
export async function setApplications(
  tx: Tx,
  userPoolId: string,
  tenantId: string,
  applicationIds: string[],
): Promise<void> {
  await tx
    .deleteFrom('tenant_application')
    .where('user_pool_id', '=', userPoolId)
    .where('tenant_id', '=', tenantId)
    .execute()
  if (applicationIds.length === 0) return
  await tx
    .insertInto('tenant_application')
    .values(applicationIds.map((id) => ({ user_pool_id: userPoolId, tenant_id: tenantId, application_id: id })))
    .execute()
}

/** The applications of each of these tenants. */
export async function findApplicationIds(
  reader: Reader,
  userPoolId: string,
  tenantIds: string[],
): Promise<Map<string, string[]>> {
  const rows = await reader
    .selectFrom('tenant_application')
    .select(['tenant_id', 'application_id'])
    .where('user_pool_id', '=', userPoolId)
    .where('tenant_id', '=', sql<string>`any(${tenantIds}::text[])`)
    .execute()
  const found = new Map<string, string[]>()
  for (const row of rows) found.set(row.tenant_id, [...(found.get(row.tenant_id) ?? []), row.application_id])
  return found
}

/** The tenants that use an application, oldest first. */
export async function findTenantsOfApplication(
  reader: Reader,
  userPoolId: string,
  applicationId: string,
): Promise<Tenant[]> {
  const rows = await reader
    .selectFrom('tenant_application as uses')
    .innerJoin('tenant', (join) =>
      join.onRef('tenant.user_pool_id', '=', 'uses.user_pool_id').onRef('tenant.id', '=', 'uses.tenant_id'),
    )
    .selectAll('tenant')
    .where('uses.user_pool_id', '=', userPoolId)
    .where('uses.application_id', '=', applicationId)
    .orderBy('tenant.id')
    .limit(1_000)
    .execute()
  return rows.map(toTenant)
}

/** The tenants that a person is in, and since when, the longest first. */
export async function findTenanciesOf(
  reader: Reader,
  userPoolId: string,
  userId: string,
): Promise<{ tenantId: string; name: string; joinedAt: Date }[]> {
  const rows = await reader
    .selectFrom('tenant_member as member')
    .innerJoin('tenant', (join) =>
      join.onRef('tenant.user_pool_id', '=', 'member.user_pool_id').onRef('tenant.id', '=', 'member.tenant_id'),
    )
    .select(['tenant.id', 'tenant.name', 'member.joined_at'])
    .where('member.user_pool_id', '=', userPoolId)
    .where('member.user_id', '=', userId)
    .orderBy('member.joined_at')
    .orderBy('tenant.id')
    .limit(1_000)
    .execute()
  return rows.map(({ id, name, joined_at }) => ({ tenantId: id, name, joinedAt: joined_at }))
}

/** The tenants that a person is in, oldest first. */
export async function findTenantsOfUser(reader: Reader, userPoolId: string, userId: string): Promise<Tenant[]> {
  const rows = await reader
    .selectFrom('tenant_member as member')
    .innerJoin('tenant', (join) =>
      join.onRef('tenant.user_pool_id', '=', 'member.user_pool_id').onRef('tenant.id', '=', 'member.tenant_id'),
    )
    .selectAll('tenant')
    .where('member.user_pool_id', '=', userPoolId)
    .where('member.user_id', '=', userId)
    .orderBy('tenant.id')
    .limit(1_000)
    .execute()
  return rows.map(toTenant)
}
