import type { Subject, SubjectType } from '#domain/ground/permission/subject-type.ts'
import type { Reader } from '#platform/database/database.ts'
import { reading } from '#platform/database/reading.ts'
import { administratorAccess, type PolicyCondition } from '../policy/policy.ts'
import { asked, holds, ofEach, reaching } from './reaching-store.ts'

/** What one grant or statement says to those whom it reaches. */
export interface PermissionRule {
  resource: string
  /** That it was granted as. */
  type: string | null
  actions: string[]
  allows: boolean
  condition: PolicyCondition[] | null
}

const pool = asked('pool')
const inNamespace = `namespace = ${asked('namespace')}`

/** Of each kind of subject its own statement. */
function ofTypes<Row>(textOf: (type: SubjectType) => string) {
  const of = (type: SubjectType) => reading<Row>(textOf(type))
  return { USER: of('USER'), ROLE: of('ROLE'), GROUP: of('GROUP'), ORG: of('ORG'), AK_SK: of('AK_SK') }
}

const granted = (which: string) => `
  SELECT resource, resource_type AS type, actions, true AS allows, NULL::jsonb AS condition
    FROM ${ofEach('resource_grant', 'resource, resource_type, actions', which)}`

/** The built-in policy has no row of its own to join. */
const builtIn = `
  SELECT '*', NULL, ARRAY['*'], true, NULL
    FROM ${ofEach('policy_assignment', 'true', `policy_id = '${administratorAccess.id}' AND ${holds}`)}
    WHERE ${asked('namespace')} = '${administratorAccess.namespace}'`

/** At most 10,000 of each. */
const readGrants = ofTypes<PermissionRule>(
  (type) =>
    `${reaching(type, 'namespace text')} SELECT * FROM (${granted(inNamespace)} UNION ALL ${builtIn}) AS rule LIMIT 10000`,
)

const readAssigned = ofTypes<Omit<PermissionRule, 'type'>>(
  (type) => `${reaching(type, 'namespace text')},
    assigned AS (SELECT DISTINCT policy_id FROM ${ofEach('policy_assignment', 'policy_id', holds)} LIMIT 10000)
    SELECT said.* FROM assigned CROSS JOIN LATERAL (SELECT resource, actions, allows, condition FROM policy_statement
      WHERE user_pool_id = ${pool} AND policy_id = assigned.policy_id AND ${inNamespace} OFFSET 0) AS said ORDER BY allows LIMIT 10000`,
)

/** In which namespace, and when. */
interface RuleQuery {
  namespace: string
  now: Date
}

/** Every rule of a namespace that reaches a subject, for lists: at most 10,000 of grants and of policies, denials first. */
export async function findRules(
  reader: Reader,
  userPoolId: string,
  { namespace, now }: RuleQuery,
  subject: Subject,
): Promise<PermissionRule[]> {
  const values = [userPoolId, subject.id, now, namespace]
  const grants = await readGrants[subject.type](reader, values)
  const assigned = await readAssigned[subject.type](reader, values)
  return [...grants, ...assigned.map((rule) => ({ ...rule, type: null }))]
}

/** As many statements about one resource are looked at from the resource; of more, those that reach the subject. */
const few = 200
const fitting = `${inNamespace} AND resource_key(resource) = any(${asked('keys')}::text[])`
const said = 'resource, actions, allows, condition'

const readAbout = ofTypes<PermissionRule>(
  (type) => `${reaching(type, 'namespace text', 'keys text[]')},
    hit AS MATERIALIZED (SELECT policy_id, ${said} FROM policy_statement WHERE user_pool_id = ${pool} AND ${fitting} LIMIT ${few + 1}),
    counted AS (SELECT count(*) <= ${few} AS are_few FROM hit)
    ${granted(fitting)}
    UNION ALL
    SELECT resource, NULL, actions, allows, condition FROM hit WHERE (SELECT are_few FROM counted)
      AND EXISTS (SELECT FROM ${ofEach('policy_assignment', 'true', `policy_id = hit.policy_id AND ${holds}`)})
    UNION ALL
    SELECT said.resource, NULL, said.actions, said.allows, said.condition
      FROM ${ofEach('policy_assignment', 'policy_id', holds)} CROSS JOIN LATERAL (SELECT ${said} FROM policy_statement
        WHERE user_pool_id = ${pool} AND policy_id = own.policy_id AND ${fitting} OFFSET 0) AS said
      WHERE NOT (SELECT are_few FROM counted)
    UNION ALL ${builtIn}`,
)

/**
 * The rules of a namespace that reach a subject and can be about these resources, all of them: one that is left out could
 * deny. Goes from the resources to whom they were given, or from the subject to what it was given, whichever is less: it
 * does not matter how many policies there are. Patterns come whether or not they fit to their end.
 */
export function findRulesAbout(
  reader: Reader,
  userPoolId: string,
  { namespace, now }: RuleQuery,
  { type, id }: Subject,
  resources: string[],
): Promise<PermissionRule[]> {
  return readAbout[type](reader, [userPoolId, id, now, namespace, [...new Set(resources.flatMap(keysOf))]])
}

/** What an index can find what is about a resource by: its code, and each beginning of it with a star behind. */
function keysOf(resource: string): string[] {
  // Longer patterns are not stored.
  const longest = Math.min(resource.length, 511)
  return [resource, ...Array.from({ length: longest + 1 }, (_, length) => `${resource.slice(0, length)}*`)]
}
