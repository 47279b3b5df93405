import { type Selectable, sql } from 'kysely'
import type { Page } from '#domain/shape/page.ts'
import type { Reader, Tx } from '#platform/database/database.ts'
import { patternOf } from '#platform/database/like-pattern.ts'
import type { ResourceTable } from '#platform/database/tables.gen.ts'

export type ResourceType = 'DATA' | 'API' | 'MENU' | 'UI' | 'BUTTON'

export interface Action {
  name: string
  description: string | null
}

export interface Resource {
  id: string
  userPoolId: string
  namespace: string
  code: string
  /** What people read. */
  name: string | null
  type: ResourceType
  description: string | null
  actions: Action[]
  /** Of an API: what an access token for it names. */
  apiIdentifier: string | null
  createdAt: Date
  updatedAt: Date
}

function toResource(row: Selectable<ResourceTable>): Resource {
  return {
    id: row.id,
    userPoolId: row.user_pool_id,
    namespace: row.namespace,
    code: row.code,
    name: row.name,
    type: row.type as ResourceType,
    description: row.description,
    actions: row.actions as unknown as Action[],
    apiIdentifier: row.api_identifier,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

/** Those of the codes that exist in the namespace; in any when that is null. */
export async function findResources(
  reader: Reader,
  userPoolId: string,
  namespace: string | null,
  codes: string[],
): Promise<Resource[]> {
  if (codes.length === 0) return []
  const rows = await reader
    .selectFrom('resource')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .$if(namespace !== null, (query) => query.where('namespace', '=', namespace as string))
    .where('code', '=', sql<string>`any(${codes}::text[])`)
    .orderBy('id')
    .limit(10_000)
    .execute()
  return rows.map(toResource)
}

export async function findResourceById(reader: Reader, userPoolId: string, id: string): Promise<Resource | null> {
  const row = await reader
    .selectFrom('resource')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? toResource(row) : null
}

export interface ResourceFilter {
  /** In which to look; null: in all. */
  namespaces: string[] | null
  type: string | null
  /** Stands in the code or the name, in any case. */
  keyword?: string | undefined
}

/** One page, newest first, and how many there are. */
export async function listResources(
  reader: Reader,
  userPoolId: string,
  { namespaces, type, keyword, page, limit }: Page & ResourceFilter,
): Promise<{ totalCount: number; list: Resource[] }> {
  const [only] = namespaces ?? []
  const pattern = keyword && patternOf(keyword)
  const resources = reader
    .selectFrom('resource')
    .where('user_pool_id', '=', userPoolId)
    // Of one alone an index gives the order as well.
    .$if(namespaces?.length === 1, (query) => query.where('namespace', '=', only as string))
    .$if(namespaces !== null && namespaces.length !== 1, (query) =>
      query.where('namespace', '=', sql<string>`any(${namespaces}::text[])`),
    )
    .$if(type !== null, (query) => query.where('type', '=', type as string))
    .$if(Boolean(pattern), (query) => query.where(sql<boolean>`(code ILIKE ${pattern} OR name ILIKE ${pattern})`))
  const rows = await resources
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .offset((page - 1) * limit)
    .execute()
  const { total } = await resources.select(({ fn }) => fn.countAll<string>().as('total')).executeTakeFirstOrThrow()
  return { totalCount: Number(total), list: rows.map(toResource) }
}

/** Fails on `resource_code_key` when the namespace has one of the codes already. */
export async function insertResources(tx: Tx, resources: Resource[]): Promise<void> {
  await tx
    .insertInto('resource')
    .values(
      resources.map((resource) => ({
        user_pool_id: resource.userPoolId,
        id: resource.id,
        namespace: resource.namespace,
        code: resource.code,
        name: resource.name,
        type: resource.type,
        description: resource.description,
        actions: JSON.stringify(resource.actions),
        api_identifier: resource.apiIdentifier,
        created_at: resource.createdAt,
        updated_at: resource.updatedAt,
      })),
    )
    .execute()
}

export type ResourceChanges = Partial<Pick<Resource, 'name' | 'type' | 'description' | 'actions' | 'apiIdentifier'>>

/** Changes what is given and keeps the rest; null when the resource is gone. */
export async function saveResource(
  tx: Tx,
  { userPoolId, id }: Resource,
  { actions, apiIdentifier, ...changes }: ResourceChanges,
  now: Date,
): Promise<Resource | null> {
  const row = await tx
    .updateTable('resource')
    .set({
      ...changes,
      ...(actions && { actions: JSON.stringify(actions) }),
      ...(apiIdentifier !== undefined && { api_identifier: apiIdentifier }),
      updated_at: now,
    })
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  return row ? toResource(row) : null
}

export async function deleteResource(tx: Tx, { userPoolId, id }: Resource): Promise<void> {
  await tx.deleteFrom('resource').where('user_pool_id', '=', userPoolId).where('id', '=', id).execute()
}

/** Deletes those of the codes in a namespace and those of the ids that there are, and gives their ids. */
export async function deleteResources(
  tx: Tx,
  userPoolId: string,
  { namespace, codes, ids }: { namespace: string; codes: string[]; ids: string[] },
): Promise<string[]> {
  const rows = await tx
    .deleteFrom('resource')
    .where('user_pool_id', '=', userPoolId)
    .where(sql<boolean>`(namespace = ${namespace} AND code = any(${codes}::text[]) OR id = any(${ids}::text[]))`)
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}
