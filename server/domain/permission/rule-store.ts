import { type RawBuilder, sql } from 'kysely'
import type { Look } from '#platform/database/database.ts'
import { administratorAccess, type Condition } from '../policy/policy.ts'
import type { Subject } from './subject.ts'

/** What one grant or statement says, to whomever it reaches. */
export interface Rule {
  resource: string
  resourceType: string | null
  actions: string[]
  allows: boolean
  condition: Condition[] | null
}

/**
 * Through whom permissions reach a subject: itself; of a person also their groups, departments, and roles, however they
 * came to them; of a role the roles whose permissions it has too; of a department those above it (`direct` is false).
 */
export function reaching(userPoolId: string, { type, id }: Subject): RawBuilder<unknown> {
  const above = sql`string_to_array(trim(both '/' from department.path), '/')`
  const places =
    type === 'USER'
      ? sql`
    SELECT 'GROUP', group_id, true FROM group_member WHERE user_pool_id = ${userPoolId} AND user_id = ${id}
    UNION
    SELECT 'ORG', above.id, above.id = department.id FROM department_member
      JOIN department ON department.user_pool_id = department_member.user_pool_id AND department.id = department_id
      CROSS JOIN LATERAL unnest(${above}) AS above (id)
      WHERE department_member.user_pool_id = ${userPoolId} AND department_member.user_id = ${id}`
      : sql`
    SELECT 'ORG', above.id, above.id = department.id FROM department CROSS JOIN LATERAL unnest(${above}) AS above (id)
      WHERE user_pool_id = ${userPoolId} AND department.id = ${id} AND ${type} = 'ORG'`
  return sql`
    place (type, id, direct) AS (SELECT ${type}::text, ${id}::text, true UNION ${places}),
    held (id, parent_id) AS (
      SELECT role.id, role.parent_id FROM role WHERE user_pool_id = ${userPoolId} AND role.id IN (
        SELECT role_id FROM role_user WHERE user_pool_id = ${userPoolId} AND ${type} = 'USER' AND user_id = ${id}
        UNION ALL
        SELECT role_id FROM role_group JOIN place ON type = 'GROUP' AND id = group_id WHERE user_pool_id = ${userPoolId}
        UNION ALL
        SELECT role_id FROM role_department JOIN place ON type = 'ORG' AND id = department_id WHERE user_pool_id = ${userPoolId}
        UNION ALL
        SELECT ${id} WHERE ${type} = 'ROLE')
      UNION
      SELECT parent.id, parent.parent_id FROM held JOIN role parent
        ON parent.user_pool_id = ${userPoolId} AND parent.id = held.parent_id),
    subject (type, id, direct) AS (SELECT * FROM place UNION SELECT 'ROLE', id, true FROM held)`
}

interface RuleRow {
  resource: string
  resource_type: string | null
  actions: string[]
  allows: boolean
  condition: Condition[] | null
}

const columns = sql`(resource, resource_type, actions, allows, condition)`

/**
 * What each subject has in a table, looked up one subject after the other. They are a handful, which the planner cannot know
 * of a recursive list: joined plainly, it would read the whole table. OFFSET 0 keeps it from joining plainly.
 */
function ofEach(
  table: RawBuilder<unknown>,
  what: RawBuilder<unknown>,
  which: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`subject CROSS JOIN LATERAL (SELECT ${what} FROM ${table}
    WHERE target_type = subject.type AND target_id = subject.id AND ${which} OFFSET 0) AS own`
}

const grantColumns = sql`resource, resource_type, actions`
const holds = sql`enabled AND (subject.direct OR inherited)`

/** The built-in policy has no row of its own to join. */
function builtIn(userPoolId: string, namespace: string): RawBuilder<unknown> {
  return sql`
    SELECT '*', NULL, ARRAY['*'], true, NULL FROM ${ofEach(
      sql`policy_assignment`,
      sql`true`,
      sql`user_pool_id = ${userPoolId} AND policy_id = ${administratorAccess.id} AND ${holds}`,
    )} WHERE ${namespace}::text = ${administratorAccess.namespace}`
}

async function read(look: Look, found: RawBuilder<RuleRow>): Promise<Rule[]> {
  const rows = await look.selectFrom(found.as('rule')).selectAll().execute()
  return rows.map(({ resource_type: resourceType, ...rule }) => ({ ...rule, resourceType }))
}

/** Every rule of a namespace that reaches a subject, for lists: at most 10,000 of grants and of policies. */
export async function findRules(look: Look, userPoolId: string, namespace: string, subject: Subject): Promise<Rule[]> {
  const granted = await read(
    look,
    sql<RuleRow>`(
    WITH RECURSIVE ${reaching(userPoolId, subject)}
    SELECT * FROM (
      SELECT ${grantColumns}, true, NULL::jsonb
        FROM ${ofEach(sql`resource_grant`, grantColumns, sql`user_pool_id = ${userPoolId} AND namespace = ${namespace}`)}
      UNION ALL ${builtIn(userPoolId, namespace)}
    ) AS found ${columns} LIMIT 10000)`,
  )
  return [...granted, ...(await findAssignedRules(look, userPoolId, namespace, subject))]
}

/** In two looks, so that the second knows how many policies there are. */
async function findAssignedRules(look: Look, userPoolId: string, namespace: string, subject: Subject): Promise<Rule[]> {
  const assigned = sql<{ policy_id: string }>`(
    WITH RECURSIVE ${reaching(userPoolId, subject)}
    SELECT DISTINCT policy_id FROM ${ofEach(
      sql`policy_assignment`,
      sql`policy_id`,
      sql`user_pool_id = ${userPoolId} AND ${holds}`,
    )} LIMIT 10000)`
  const policies = await look.selectFrom(assigned.as('assigned')).select('policy_id').execute()
  const ids = policies.map((row) => row.policy_id)
  if (ids.length === 0) return []
  const rows = await look
    .selectFrom('policy_statement as statement')
    .innerJoin('policy', (join) =>
      join.onRef('policy.user_pool_id', '=', 'statement.user_pool_id').onRef('policy.id', '=', 'statement.policy_id'),
    )
    .select(['statement.resource', 'statement.actions', 'statement.allows', 'statement.condition'])
    .where('statement.user_pool_id', '=', userPoolId)
    .where('statement.policy_id', '=', sql<string>`any(${ids}::text[])`)
    .where('policy.namespace', '=', namespace)
    .limit(10_000)
    .execute()
  return rows.map((row) => ({ ...row, resourceType: null, condition: row.condition as unknown as Condition[] | null }))
}

/**
 * The rules of a namespace that reach a subject and can be about one resource, all of them: one that is left out could
 * deny. Goes from the resource to whom it was given and not the other way round, so that it does not matter how much the
 * subject was given. Patterns with a star before their end come whether or not they fit.
 */
export function findRulesAbout(
  look: Look,
  userPoolId: string,
  namespace: string,
  subject: Subject,
  resource: string,
): Promise<Rule[]> {
  const texts = findable(resource)
  const odd = sql`position('*' IN rtrim(resource, '*')) > 0`
  const grants = (which: RawBuilder<unknown>) => sql`
    SELECT ${grantColumns}, true, NULL::jsonb
      FROM ${ofEach(sql`resource_grant`, grantColumns, sql`user_pool_id = ${userPoolId} AND namespace = ${namespace} AND ${which}`)}`
  const statements = (which: RawBuilder<unknown>) => sql`
    SELECT policy_id, resource, actions, allows, condition FROM policy_statement
      WHERE user_pool_id = ${userPoolId} AND ${which}`
  return read(
    look,
    sql<RuleRow>`(
    WITH RECURSIVE ${reaching(userPoolId, subject)},
    hit AS MATERIALIZED (${statements(sql`resource = any(${texts}::text[])`)} UNION ALL ${statements(odd)})
    SELECT * FROM (
      ${grants(sql`resource = any(${texts}::text[])`)}
      UNION ALL ${grants(odd)}
      UNION ALL
      SELECT resource, NULL, actions, allows, condition FROM hit
        JOIN policy ON policy.user_pool_id = ${userPoolId} AND policy.id = hit.policy_id AND namespace = ${namespace}
        WHERE EXISTS (SELECT FROM ${ofEach(
          sql`policy_assignment`,
          sql`true`,
          sql`user_pool_id = ${userPoolId} AND policy_id = hit.policy_id AND ${holds}`,
        )})
      UNION ALL ${builtIn(userPoolId, namespace)}
    ) AS found ${columns})`,
  )
}

/** What an index can find a resource by: its code, and each beginning of it with a star behind. */
function findable(resource: string): string[] {
  const beginnings = Array.from({ length: resource.length + 1 }, (_, length) => `${resource.slice(0, length)}*`)
  return [resource, ...beginnings]
}
