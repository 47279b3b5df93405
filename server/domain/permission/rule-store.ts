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
function reaching(userPoolId: string, { type, id }: Subject): RawBuilder<unknown> {
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

/**
 * The rules of a namespace that reach a subject: those that can be about one resource, or all (at most 10,000). Patterns
 * come whether or not they fit, since an index cannot tell.
 */
export async function findRules(
  look: Look,
  userPoolId: string,
  namespace: string,
  subject: Subject,
  resource: string | null,
): Promise<Rule[]> {
  const builtIn = administratorAccess
  const grants = (which: RawBuilder<unknown>) => sql`
    SELECT resource, resource_type, actions, true, NULL::jsonb FROM subject JOIN resource_grant
      ON user_pool_id = ${userPoolId} AND target_type = type AND target_id = id AND namespace = ${namespace} ${which}`
  const given =
    resource === null
      ? grants(sql``)
      : sql`${grants(sql`AND resource = ${resource} AND position('*' IN resource) = 0`)}
            UNION ALL ${grants(sql`AND position('*' IN resource) > 0`)}`
  const about = resource === null ? sql`` : sql`AND (resource = ${resource} OR position('*' IN resource) > 0)`
  const reached = sql<RuleRow>`(
    WITH RECURSIVE ${reaching(userPoolId, subject)},
    assigned (policy_id) AS (
      SELECT policy_id FROM subject JOIN policy_assignment assignment ON assignment.user_pool_id = ${userPoolId}
        AND target_type = type AND target_id = id AND enabled AND (direct OR inherited))
    SELECT resource, resource_type, actions, allows, condition FROM (
      ${given}
      UNION ALL
      SELECT resource, NULL, actions, allows, condition FROM assigned
        JOIN policy ON policy.user_pool_id = ${userPoolId} AND policy.id = assigned.policy_id AND namespace = ${namespace}
        JOIN policy_statement statement ON statement.user_pool_id = ${userPoolId} AND statement.policy_id = policy.id ${about}
      UNION ALL
      SELECT '*', NULL, ARRAY['*'], true, NULL FROM assigned WHERE policy_id = ${builtIn.id} AND ${namespace}::text = ${builtIn.namespace}
    ) AS found (resource, resource_type, actions, allows, condition) LIMIT 10000)`
  const rows = await look.selectFrom(reached.as('rule')).selectAll().execute()
  return rows.map(({ resource_type: resourceType, ...rule }) => ({ ...rule, resourceType }))
}

interface RuleRow {
  resource: string
  resource_type: string | null
  actions: string[]
  allows: boolean
  condition: Condition[] | null
}
