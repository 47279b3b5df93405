import Type from 'typebox'
import { decide, decideMany } from '#domain/access/permission/decide.ts'
import { grantResources, revokeResources } from '#domain/access/permission/grant.ts'
import { permittedOfKind, permittedOfMany, permittedResources } from '#domain/access/permission/list-resources.ts'
import { listAssignments } from '#domain/access/policy/list-assignments.ts'
import type { SubjectType } from '#domain/ground/permission/subject-type.ts'
import { pageOf } from '#domain/shape/page.ts'
import {
  choice,
  objects,
  optionalChoice,
  optionalText,
  optionalTexts,
  optionalUnchecked,
  page,
  text,
  texts,
} from '../../engine/fields.ts'
import { doneResult, pageResult, shape, word, yesOrNo } from '../../engine/results.ts'
import { done, type RestRow, row } from '../../engine/row.ts'
import { PermittedResource, PolicyAssignment } from '../nouns/access.ts'

const types = ['USER', 'ROLE', 'GROUP', 'ORG', 'AK_SK'] as const satisfies SubjectType[]

const targetType = choice(types, 'What kind of thing the target is.')
const targetIdentifier = text('The code of a role or group, the id of a person, department or access account.')
const namespace = { namespace: optionalText('The namespace of the resources; the default one when left out.') }
const resourceType = optionalText('Only resources of this type.')

/** `opts` of several targets, each with resources of its own. */
const grants = {
  opts: objects('Who, and what they are given.', {
    targetType,
    targetIdentifiers: texts('Codes of roles or groups, ids of people, departments or access accounts.'),
    resources: objects('What they may do with it.', {
      code: text('The code of the resource, or a pattern of codes.'),
      resourceType: optionalText('Its type.'),
      actions: optionalTexts('The actions; all of them when left out.'),
    }),
  }),
  ...namespace,
}

interface SentGrants {
  namespace?: string
  opts: {
    targetType: SubjectType
    targetIdentifiers: string[]
    resources: { code: string; resourceType?: string; actions?: string[] }[]
  }[]
}

function decodeGrants({ body }: { body: SentGrants }) {
  const grants = body.opts.map((opt) => ({
    type: opt.targetType,
    names: opt.targetIdentifiers,
    resources: opt.resources.map(({ code, resourceType = null, actions = null }) => ({ code, resourceType, actions })),
  }))
  return { namespace: body.namespace ?? null, grants }
}

const encodeList = <Item>(list: Item[]) => ({ totalCount: list.length, list })

const PermittedActions = shape({ resource: word(), actions: Type.Array(word()) })

export const permissionRows: RestRow[] = [
  row('POST /api/v2/acl/is-allowed', decide, {
    summary: 'Ask whether somebody may do something',
    body: {
      userId: text('The person, or the access account.'),
      targetType: optionalText('AK_SK when it is an access account.'),
      resource: text('The code of the resource.'),
      action: text('The action.'),
      ...namespace,
    },
    // The Java client names the tenant, which grants do not know.
    ignored: ['tenantId'],
    decode: ({ body }) => ({
      userId: body.userId,
      ...(body.targetType === 'AK_SK' && { type: 'AK_SK' as const }),
      resource: body.resource,
      action: body.action,
      namespace: body.namespace ?? null,
    }),
    result: shape({ allowed: yesOrNo() }),
    encode: ({ allowed }) => ({ allowed }),
  }),
  row('POST /api/v2/acl/check-resource-permission-batch', decideMany, {
    summary: 'Ask what somebody may do with several resources',
    body: { userId: text('The person.'), ...namespace, resources: texts('The codes of the resources, at most 100.') },
    decode: ({ body }) => ({ userId: body.userId, namespace: body.namespace ?? null, resources: body.resources }),
    result: Type.Array(PermittedActions),
    encode: (list) => list,
  }),
  row('POST /api/v2/acl/get-authorized-resources-of-resource-kind', permittedOfKind, {
    summary: 'List what somebody may do with resources of a kind',
    body: { userId: text('The person.'), ...namespace, resource: text('The kind: the beginning of the codes.') },
    decode: ({ body }) => ({ userId: body.userId, namespace: body.namespace ?? null, kind: body.resource }),
    result: Type.Array(PermittedResource),
    encode: (list) => list,
  }),
  row('POST /api/v2/acl/list-authorized-resources-batch', permittedOfMany, {
    summary: 'List what several targets may do',
    body: { ...namespace, resourceType, targets: objects('Who.', { targetType, targetIdentifier }) },
    decode: ({ body }) => ({
      namespace: body.namespace ?? null,
      resourceType: body.resourceType ?? null,
      targets: body.targets.map((target) => ({ type: target.targetType, name: target.targetIdentifier })),
    }),
    result: shape({ list: Type.Array(pageResult(PermittedResource)) }),
    encode: (lists) => ({ list: lists.map(encodeList) }),
  }),
  row('POST /api/v2/acl/authorize-resources', grantResources, {
    summary: 'Give targets permissions',
    body: grants,
    decode: decodeGrants,
    result: doneResult,
    encode: done,
  }),
  row('POST /api/v2/acl/revoke-resources', revokeResources, {
    summary: 'Take permissions from targets',
    body: grants,
    decode: decodeGrants,
    result: doneResult,
    encode: done,
  }),
  row('POST /api/v2/acl/revoke-resource', revokeResources, {
    summary: 'Take one resource from targets',
    body: {
      resource: text('The code of the resource.'),
      // The Go client sends what it grants with. Who is named here loses every action.
      opts: objects('Who loses it.', {
        targetType,
        targetIdentifier,
        actions: optionalUnchecked('Says nothing: every action is lost.'),
      }),
      ...namespace,
    },
    ignored: ['resourceType'],
    decode: ({ body }) => ({
      namespace: body.namespace ?? null,
      grants: body.opts.map((opt) => ({
        type: opt.targetType,
        names: [opt.targetIdentifier],
        resources: [{ code: body.resource }],
      })),
    }),
    result: doneResult,
    encode: done,
  }),
  row('POST /api/v2/users/resource/authorized', permittedResources, {
    summary: 'List what you yourself may do',
    body: { ...namespace, resourceType },
    decode: ({ body }) => ({
      type: 'USER' as const,
      name: null,
      namespace: body.namespace ?? null,
      resourceType: body.resourceType ?? null,
    }),
    result: pageResult(PermittedResource),
    encode: encodeList,
  }),
  row('GET /api/v2/policies/assignments/by-target', listAssignments, {
    summary: 'List the policies of a target',
    query: {
      target_type: optionalChoice(types, 'What kind of thing the target is.'),
      ...page,
      ...namespace,
      policy_code: optionalText('Only this policy.'),
      target_identifier: optionalText('The code of a role or group, the id of a person or department.'),
    },
    decode: ({ query }) => ({
      ...pageOf(query.page, query.limit),
      namespace: query.namespace ?? null,
      code: query.policy_code ?? null,
      type: query.target_type ?? null,
      name: query.target_identifier ?? null,
    }),
    result: pageResult(PolicyAssignment),
    encode: ({ totalCount, list }) => ({
      totalCount,
      list: list.map(({ policyCode, targetType, targetName, enabled, inherited }) => ({
        code: policyCode,
        targetType,
        targetIdentifier: targetName,
        enabled,
        inheritByChildren: inherited,
      })),
    }),
  }),
]
