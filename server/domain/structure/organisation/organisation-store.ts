import { type Selectable, sql } from 'kysely'
import type { Page } from '#domain/shape/page.ts'
import type { Reader, Tx } from '#platform/database/database.ts'
import type { OrganisationTable } from '#platform/database/tables.gen.ts'
import type { Organisation } from './organisation.ts'

function toOrganisation(row: Selectable<OrganisationTable>): Organisation {
  return {
    id: row.id,
    userPoolId: row.user_pool_id,
    tenantId: row.tenant_id,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

export async function findOrganisation(reader: Reader, userPoolId: string, id: string): Promise<Organisation | null> {
  const row = await reader
    .selectFrom('organisation')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? toOrganisation(row) : null
}

/** Reads it and keeps others from changing the tree until the transaction ends: two moves at once could make a ring. */
export async function lockOrganisation(tx: Tx, userPoolId: string, id: string): Promise<Organisation | null> {
  const row = await tx
    .selectFrom('organisation')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ? toOrganisation(row) : null
}

/** One page, oldest or newest first, and how many there are. */
export async function listOrganisations(
  reader: Reader,
  userPoolId: string,
  { page, limit, newestFirst }: Page & { newestFirst: boolean },
): Promise<{ totalCount: number; list: Organisation[] }> {
  const organisations = reader.selectFrom('organisation').where('user_pool_id', '=', userPoolId)
  const direction = newestFirst ? 'desc' : 'asc'
  const rows = await organisations
    .selectAll()
    .orderBy('created_at', direction)
    .orderBy('id', direction)
    .limit(limit)
    .offset((page - 1) * limit)
    .execute()
  const { total } = await organisations.select(({ fn }) => fn.countAll<string>().as('total')).executeTakeFirstOrThrow()
  return { totalCount: Number(total), list: rows.map(toOrganisation) }
}

export async function countOrganisations(reader: Reader, userPoolId: string): Promise<number> {
  const { total } = await reader
    .selectFrom('organisation')
    .where('user_pool_id', '=', userPoolId)
    .select(({ fn }) => fn.countAll<string>().as('total'))
    .executeTakeFirstOrThrow()
  return Number(total)
}

export async function findOrganisationsOfTenant(
  reader: Reader,
  userPoolId: string,
  tenantId: string,
): Promise<Organisation[]> {
  const rows = await reader
    .selectFrom('organisation')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('tenant_id', '=', tenantId)
    .orderBy('created_at')
    .limit(100)
    .execute()
  return rows.map(toOrganisation)
}

export async function insertOrganisation(tx: Tx, organisation: Organisation): Promise<void> {
  await tx
    .insertInto('organisation')
    .values({
      user_pool_id: organisation.userPoolId,
      id: organisation.id,
      tenant_id: organisation.tenantId,
      created_at: organisation.createdAt,
      updated_at: organisation.updatedAt,
    })
    .execute()
}

/** With its departments. */
export async function deleteOrganisation(tx: Tx, userPoolId: string, id: string): Promise<boolean> {
  const result = await tx
    .deleteFrom('organisation')
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

/** Organisations stay when their tenant goes. */
export async function leaveTenant(tx: Tx, userPoolId: string, tenantId: string): Promise<void> {
  await sql`UPDATE organisation SET tenant_id = NULL WHERE user_pool_id = ${userPoolId} AND tenant_id = ${tenantId}`.execute(
    tx,
  )
}
