import { entrantTypes } from '#domain/access/application-access/application-access.ts'
import { revokeAccessRules, setAccessRules, switchAccessRules } from '#domain/access/application-access/change-rules.ts'
import { listEnterable } from '#domain/access/application-access/list-enterable.ts'
import { type DescribedRule, listAccessRules } from '#domain/access/application-access/list-rules.ts'
import { choiceOf } from '#domain/shape/choice.ts'
import { encodeEnterable } from '../../wire/application.ts'
import { encodePerson } from '../encode-user.ts'
import type { Parts } from '../parts.ts'
import { done, type Row, row } from '../row.ts'

const pageIn = ({ query }: Parts) => ({ page: query.optionalNumber('page'), limit: query.optionalNumber('limit') })
const applicationOf = ({ path }: Parts) => ({ applicationId: path.optionalText('id') ?? '' })

function decodeTargets(parts: Parts) {
  const { body } = parts
  return {
    ...applicationOf(parts),
    type: choiceOf(body.text('targetType'), 'targetType', entrantTypes),
    names: body.texts('targetIdentifiers'),
    namespace: body.optionalText('namespace') ?? null,
  }
}

/** As with policies, what is said of a department is said of those below it, unless the request says otherwise. */
function decodeRuling(parts: Parts, allows: boolean) {
  const { body } = parts
  const inherited = body.has('inheritByChildren') ? body.flag('inheritByChildren') : true
  return { ...decodeTargets(parts), allows, inherited }
}

/** Clients know a role or group by its code, and rules by the policy that they stand for. */
function encodeRule(applicationId: string) {
  return (rule: DescribedRule) => {
    const { targetType, targetId, allows, enabled, inherited, createdAt } = rule
    const effect = allows ? 'ALLOW' : 'DENY'
    const statement = { resource: applicationId, actions: ['login'], effect, condition: [], resourceType: null }
    return {
      assignedAt: createdAt.toISOString(),
      inheritByChildren: inherited,
      enabled,
      effect,
      policyId: null,
      code: `${applicationId}:${effect}`,
      policy: { code: `${applicationId}:${effect}`, isAuto: true, hidden: true, statements: [statement] },
      targetType,
      ...encodeTarget(rule, targetId),
      namespace: applicationId,
    }
  }
}

function encodeTarget(rule: DescribedRule, id: string) {
  if (!rule.target) return { targetIdentifier: id, target: null }
  if (rule.targetType === 'USER') return { targetIdentifier: id, target: encodePerson(rule.target) }
  if (rule.targetType === 'ORG') {
    const { name, code, description, organisationId: orgId } = rule.target
    return { targetIdentifier: id, target: { id, name, code, description, orgId } }
  }
  const { code, description } = rule.target
  return {
    targetIdentifier: code,
    target: { id, code, description, name: 'name' in rule.target ? rule.target.name : null },
  }
}

const below = '/api/v2/applications/:id/authorization'

/** The clients for Java and Go have one form for all of these, and the first says there what stands in the path. */
const sentAlong = { ignored: ['appId', 'inheritByChildren'] }

export const applicationAccessRows: Row[] = [
  row(
    `GET ${below}/records`,
    listAccessRules,
    (parts) => ({ ...applicationOf(parts), ...pageIn(parts) }),
    ({ totalCount, list }, { parts }) => ({
      totalCount,
      list: list.map(encodeRule(applicationOf(parts).applicationId)),
    }),
  ),
  row(`POST ${below}/allow`, setAccessRules, (parts) => decodeRuling(parts, true), done, sentAlong),
  row(`POST ${below}/deny`, setAccessRules, (parts) => decodeRuling(parts, false), done, sentAlong),
  row(`POST ${below}/revoke`, revokeAccessRules, decodeTargets, done, sentAlong),
  row(
    `POST ${below}/enable-effect`,
    switchAccessRules,
    (parts) => ({ ...decodeTargets(parts), enabled: true }),
    done,
    sentAlong,
  ),
  row(
    `POST ${below}/disable-effect`,
    switchAccessRules,
    (parts) => ({ ...decodeTargets(parts), enabled: false }),
    done,
    sentAlong,
  ),
  row('GET /api/v2/users/me/applications/allowed', listEnterable, pageIn, ({ totalCount, list }) => ({
    totalCount,
    list: list.map(encodeEnterable),
  })),
]
