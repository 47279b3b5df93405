import { entrantTypes } from '#domain/access/application-access/application-access.ts'
import { revokeAccessRules, setAccessRules, switchAccessRules } from '#domain/access/application-access/change-rules.ts'
import { listEnterable } from '#domain/access/application-access/list-enterable.ts'
import { type DescribedRule, listAccessRules } from '#domain/access/application-access/list-rules.ts'
import { encodeEnterable } from '../../../view/application.ts'
import { choice, flag, optionalText, page, texts } from '../../engine/fields.ts'
import { doneResult, pageResult } from '../../engine/results.ts'
import { done, type RestRow, row } from '../../engine/row.ts'
import { encodePerson } from '../encode-user.ts'
import { AccessRule } from '../nouns/access.ts'
import { EnterableApplication } from '../nouns/application.ts'
import { applicationPath } from './application.ts'

const targets = {
  targetType: choice(entrantTypes, 'What kind of thing the targets are.'),
  targetIdentifiers: texts('Codes of roles or groups, ids of people or departments.'),
  namespace: optionalText('The namespace of the roles; the default one when left out.'),
}

interface SentTargets {
  body: { targetType: (typeof entrantTypes)[number]; targetIdentifiers: string[]; namespace?: string }
}

const decodeTargets = ({ body }: SentTargets) => ({
  type: body.targetType,
  names: body.targetIdentifiers,
  namespace: body.namespace ?? null,
})

/** Clients know a role or group by its code, and rules by the policy that they stand for. */
function encodeRule(applicationId: string) {
  return (rule: DescribedRule) => {
    const { targetType, targetId, allows, enabled, inherited, createdAt } = rule
    const effect = allows ? ('ALLOW' as const) : ('DENY' as const)
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
const ignored = ['appId', 'inheritByChildren']

const ruleRow = (effect: 'allow' | 'deny', summary: string) =>
  row(`POST ${below}/${effect}`, setAccessRules, {
    summary,
    path: applicationPath,
    body: {
      // As with policies, what is said of a department is said of those below it, unless the request says otherwise.
      inheritByChildren: flag('Said of a department, it holds for those below it.', { otherwise: true }),
      ...targets,
    },
    ignored,
    decode: ({ path, body }) => ({
      applicationId: path.id,
      rulings: [{ ...decodeTargets({ body }), allows: effect === 'allow', inherited: body.inheritByChildren }],
    }),
    result: doneResult,
    encode: done,
  })

const switchRow = (name: 'enable' | 'disable', summary: string) =>
  row(`POST ${below}/${name}-effect`, switchAccessRules, {
    summary,
    path: applicationPath,
    body: targets,
    ignored,
    decode: ({ path, body }) => ({ applicationId: path.id, ...decodeTargets({ body }), enabled: name === 'enable' }),
    result: doneResult,
    encode: done,
  })

export const applicationAccessRows: RestRow[] = [
  row(`GET ${below}/records`, listAccessRules, {
    summary: 'List the rules on who may enter an application',
    path: applicationPath,
    query: page,
    decode: ({ path, query }) => ({ applicationId: path.id, ...query }),
    result: pageResult(AccessRule),
    encode: ({ totalCount, list }, _call, { path }) => ({ totalCount, list: list.map(encodeRule(path.id)) }),
  }),
  ruleRow('allow', 'Allow targets to enter an application'),
  ruleRow('deny', 'Forbid targets to enter an application'),
  row(`POST ${below}/revoke`, revokeAccessRules, {
    summary: 'Take back rules on who may enter an application',
    path: applicationPath,
    body: targets,
    ignored,
    decode: ({ path, body }) => ({ applicationId: path.id, subjects: [decodeTargets({ body })] }),
    result: doneResult,
    encode: done,
  }),
  switchRow('enable', 'Switch rules on'),
  switchRow('disable', 'Switch rules off'),
  row('GET /api/v2/users/me/applications/allowed', listEnterable, {
    summary: 'List the applications that you may enter',
    query: page,
    decode: ({ query }) => query,
    result: pageResult(EnterableApplication),
    encode: ({ totalCount, list }) => ({ totalCount, list: list.map(encodeEnterable) }),
  }),
]
