import { type Selectable, sql } from 'kysely'
import type { Page } from '#domain/shape/page.ts'
import type { Reader, Tx } from '#platform/database/database.ts'
import type { IdentitySourceTable } from '#platform/database/tables.gen.ts'
import { enterpriseTypes, type IdentitySource } from './source.ts'

function toSource(row: Selectable<IdentitySourceTable>): IdentitySource {
  return {
    id: row.id,
    userPoolId: row.user_pool_id,
    tenantId: row.tenant_id,
    name: row.name,
    type: row.type,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

/** A pool's sources, oldest first: `structure/identity-source/change-source.ts` bounds them. With a tenant, those of its own. */
export async function findSources(
  reader: Reader,
  userPoolId: string,
  tenantId: string | null,
): Promise<IdentitySource[]> {
  const rows = await reader
    .selectFrom('identity_source')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .$if(tenantId !== null, (query) => query.where('tenant_id', '=', tenantId))
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(toSource)
}

/** Which sources somebody wants. */
export interface SourceFilter {
  /** Of the tenant itself, or with a connection that is switched on there. */
  tenantId?: string | undefined
  /** With a connection that is switched on there. */
  applicationId?: string | undefined
  social?: boolean | undefined
}

/** One page, oldest first, and how many there are. */
export async function pageOfSources(
  reader: Reader,
  userPoolId: string,
  { page, limit }: Page,
  { tenantId, applicationId, social }: SourceFilter,
) {
  const isOn = (place: 'application' | 'tenant', id: string | undefined) => sql<boolean>`EXISTS (
    SELECT FROM identity_connection AS connection JOIN ${sql.table(`identity_connection_${place}`)} AS switched
      ON switched.user_pool_id = connection.user_pool_id AND switched.connection_id = connection.id
    WHERE connection.user_pool_id = source.user_pool_id AND connection.source_id = source.id
      AND switched.${sql.ref(`${place}_id`)} = ${id})`
  const enterprise = sql<boolean>`source.type = any(${[...enterpriseTypes]}::text[])`
  const sources = reader
    .selectFrom('identity_source as source')
    .where('source.user_pool_id', '=', userPoolId)
    .$if(tenantId !== undefined, (query) =>
      query.where(sql<boolean>`(source.tenant_id = ${tenantId} OR ${isOn('tenant', tenantId)})`),
    )
    .$if(applicationId !== undefined, (query) => query.where(isOn('application', applicationId)))
    .$if(social !== undefined, (query) => query.where(social ? sql<boolean>`NOT ${enterprise}` : enterprise))
  const rows = await sources
    .selectAll('source')
    .orderBy('source.created_at')
    .orderBy('source.id')
    .limit(limit)
    .offset((page - 1) * limit)
    .execute()
  const { total } = await sources.select(({ fn }) => fn.countAll<string>().as('total')).executeTakeFirstOrThrow()
  return { totalCount: Number(total), list: rows.map(toSource) }
}

export async function findSource(reader: Reader, userPoolId: string, id: string): Promise<IdentitySource | null> {
  const row = await reader
    .selectFrom('identity_source')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? toSource(row) : null
}

/** How many a pool has, held against others who would add one until the transaction ends. */
export async function lockSourceCount(tx: Tx, userPoolId: string): Promise<number> {
  await tx.selectFrom('user_pool').select('id').where('id', '=', userPoolId).forNoKeyUpdate().execute()
  return (await findSources(tx, userPoolId, null)).length
}

/** Keeps a source from being deleted, or given more connections by others, until the transaction ends. */
export async function lockSource(tx: Tx, userPoolId: string, id: string): Promise<boolean> {
  const row = await tx
    .selectFrom('identity_source')
    .select('id')
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row !== undefined
}

export async function insertSource(tx: Tx, source: IdentitySource): Promise<void> {
  await tx
    .insertInto('identity_source')
    .values({
      user_pool_id: source.userPoolId,
      id: source.id,
      tenant_id: source.tenantId,
      name: source.name,
      type: source.type,
      created_at: source.createdAt,
      updated_at: source.updatedAt,
    })
    .execute()
}

/** Null when there is none of that id. */
export async function renameSource(
  tx: Tx,
  userPoolId: string,
  id: string,
  name: string,
  now: Date,
): Promise<IdentitySource | null> {
  const row = await tx
    .updateTable('identity_source')
    .set({ name, updated_at: now })
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  return row ? toSource(row) : null
}

export async function deleteSource(tx: Tx, userPoolId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('identity_source')
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
