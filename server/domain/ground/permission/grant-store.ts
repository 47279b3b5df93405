import { type Selectable, sql } from 'kysely'
import type { Page } from '#domain/shape/page.ts'
import type { Reader, Tx } from '#platform/database/database.ts'
import type { ResourceGrantTable } from '#platform/database/tables.gen.ts'
import type { Subject, SubjectType } from './subject-type.ts'

export interface Grant {
  target: Subject
  resource: string
  resourceType: string | null
  actions: string[]
}

function toGrant(row: Selectable<ResourceGrantTable>): Grant {
  return {
    target: { type: row.target_type as SubjectType, id: row.target_id },
    resource: row.resource,
    resourceType: row.resource_type,
    actions: row.actions,
  }
}

/** Adds to what each of them may do on the resource already. */
export async function saveGrants(
  tx: Tx,
  userPoolId: string,
  namespace: string,
  grants: Grant[],
  now: Date,
): Promise<void> {
  // One at a time, in the order of the key: two who grant the same at once must not wait for each other in a ring.
  const inOrder = grants.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
  for (const { target, resource, resourceType, actions } of inOrder)
    await sql`
      INSERT INTO resource_grant AS own
        (user_pool_id, target_type, target_id, namespace, resource, resource_type, actions, created_at, updated_at)
      VALUES (${userPoolId}, ${target.type}, ${target.id}, ${namespace}, ${resource}, ${resourceType}, ${actions}, ${now}, ${now})
      ON CONFLICT (user_pool_id, target_type, target_id, namespace, resource) DO UPDATE SET
        actions = ARRAY(SELECT DISTINCT unnest(own.actions || excluded.actions) ORDER BY 1),
        resource_type = coalesce(excluded.resource_type, own.resource_type), updated_at = excluded.updated_at`.execute(
      tx,
    )
}

function keyOf({ target, resource }: Grant): string {
  return `${target.type} ${target.id} ${resource}`
}

/** Takes actions of a resource away from somebody; all of them when none are named. */
export async function deleteGrant(
  tx: Tx,
  userPoolId: string,
  namespace: string,
  { target, resource, actions }: Omit<Grant, 'resourceType'>,
): Promise<void> {
  const own = sql`user_pool_id = ${userPoolId} AND target_type = ${target.type} AND target_id = ${target.id}
    AND namespace = ${namespace} AND resource = ${resource}`
  if (actions.length > 0)
    await sql`UPDATE resource_grant SET actions = ARRAY(SELECT unnest(actions) EXCEPT SELECT unnest(${actions}::text[])) WHERE ${own}`.execute(
      tx,
    )
  await sql`DELETE FROM resource_grant WHERE ${own} AND (${actions.length === 0} OR cardinality(actions) = 0)`.execute(
    tx,
  )
}

/** Who was given something on a resource directly; at most 10,000. */
export async function findGrantsOn(
  reader: Reader,
  userPoolId: string,
  namespace: string,
  resource: string,
  type: SubjectType | null,
): Promise<Grant[]> {
  const rows = await reader
    .selectFrom('resource_grant')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('namespace', '=', namespace)
    .where('resource', '=', resource)
    .$if(type !== null, (query) => query.where('target_type', '=', type as string))
    .orderBy('target_type')
    .orderBy('target_id')
    .limit(10_000)
    .execute()
  return rows.map(toGrant)
}

/** One page of those of some kinds who were given something on a resource directly, and how many there are. */
export async function pageOfGrantsOn(
  reader: Reader,
  userPoolId: string,
  { namespace, resource, types }: { namespace: string; resource: string; types: SubjectType[] },
  { page, limit }: Page,
): Promise<{ totalCount: number; list: Grant[] }> {
  const grants = reader
    .selectFrom('resource_grant')
    .where('user_pool_id', '=', userPoolId)
    .where('namespace', '=', namespace)
    .where('resource', '=', resource)
    .where('target_type', '=', sql<string>`any(${types}::text[])`)
  const rows = await grants
    .selectAll()
    .orderBy('target_type')
    .orderBy('target_id')
    .limit(limit)
    .offset((page - 1) * limit)
    .execute()
  const { total } = await grants.select(({ fn }) => fn.countAll<string>().as('total')).executeTakeFirstOrThrow()
  return { totalCount: Number(total), list: rows.map(toGrant) }
}

/** Deleted subjects have no permissions left that a list could show. */
export async function forgetSubjects(tx: Tx, userPoolId: string, type: SubjectType, ids: string[]): Promise<void> {
  for (const table of ['resource_grant', 'policy_assignment', 'application_access'] as const)
    await tx
      .deleteFrom(table)
      .where('user_pool_id', '=', userPoolId)
      .where('target_type', '=', type)
      .where('target_id', '=', sql<string>`any(${ids}::text[])`)
      .execute()
}
