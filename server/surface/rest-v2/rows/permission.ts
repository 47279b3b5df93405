import { decide, decideMany } from '#domain/access/permission/decide.ts'
import { type GrantInput, grantResources, revokeResources } from '#domain/access/permission/grant.ts'
import { permittedOfKind, permittedOfMany, permittedResources } from '#domain/access/permission/list-resources.ts'
import { listAssignments } from '#domain/access/policy/list-assignments.ts'
import type { SubjectType } from '#domain/ground/permission/subject-type.ts'
import { choiceOf } from '#domain/shape/choice.ts'
import { pageOf } from '#domain/shape/page.ts'
import type { Parts, Reader } from '../parts.ts'
import { done, type Row, row } from '../row.ts'

const types = ['USER', 'ROLE', 'GROUP', 'ORG', 'AK_SK'] satisfies SubjectType[]

function typeOf(body: Reader): SubjectType {
  return checkedType(body.text('targetType'), 'targetType')
}

function checkedType(type: string, name: string): SubjectType {
  return choiceOf(type, name, types)
}

const namespaceIn = (reader: Reader) => reader.optionalText('namespace') ?? null

/** `opts` of several targets, each with resources of its own. */
function decodeGrants({ body }: Parts) {
  const grants = body.objects('opts').map(
    (opt): GrantInput => ({
      type: typeOf(opt),
      names: opt.texts('targetIdentifiers'),
      resources: opt.objects('resources').map((resource) => ({
        code: resource.text('code'),
        resourceType: resource.optionalText('resourceType') ?? null,
        actions: resource.has('actions') ? resource.texts('actions') : null,
      })),
    }),
  )
  return { namespace: namespaceIn(body), grants }
}

/** One resource, and `opts` of those who lose it. */
function decodeRevocation({ body }: Parts) {
  const resources = [{ code: body.text('resource') }]
  const grants = body.objects('opts').map((opt): GrantInput => {
    // The Go client sends what it grants with. Who is named here loses every action.
    opt.ignore(['actions'])
    return { type: typeOf(opt), names: [opt.text('targetIdentifier')], resources }
  })
  return { namespace: namespaceIn(body), grants }
}

const encodeList = <Item>(list: Item[]) => ({ totalCount: list.length, list })

export const permissionRows: Row[] = [
  row(
    'POST /api/v2/acl/is-allowed',
    decide,
    ({ body }) => ({
      userId: body.text('userId'),
      ...(body.optionalText('targetType') === 'AK_SK' && { type: 'AK_SK' as const }),
      resource: body.text('resource'),
      action: body.text('action'),
      namespace: namespaceIn(body),
    }),
    ({ allowed }) => ({ allowed }),
    // The Java client names the tenant, which grants do not know.
    { ignored: ['tenantId'] },
  ),
  row(
    'POST /api/v2/acl/check-resource-permission-batch',
    decideMany,
    ({ body }) => ({ userId: body.text('userId'), namespace: namespaceIn(body), resources: body.texts('resources') }),
    (list) => list,
  ),
  row(
    'POST /api/v2/acl/get-authorized-resources-of-resource-kind',
    permittedOfKind,
    ({ body }) => ({ userId: body.text('userId'), namespace: namespaceIn(body), kind: body.text('resource') }),
    (list) => list,
  ),
  row(
    'POST /api/v2/acl/list-authorized-resources-batch',
    permittedOfMany,
    ({ body }) => ({
      namespace: namespaceIn(body),
      resourceType: body.optionalText('resourceType') ?? null,
      targets: body
        .objects('targets')
        .map((target) => ({ type: typeOf(target), name: target.text('targetIdentifier') })),
    }),
    (lists) => ({ list: lists.map(encodeList) }),
  ),
  row('POST /api/v2/acl/authorize-resources', grantResources, decodeGrants, done),
  row('POST /api/v2/acl/revoke-resources', revokeResources, decodeGrants, done),
  row('POST /api/v2/acl/revoke-resource', revokeResources, decodeRevocation, done, { ignored: ['resourceType'] }),
  row(
    'POST /api/v2/users/resource/authorized',
    permittedResources,
    ({ body }) => ({
      type: 'USER' as const,
      name: null,
      namespace: namespaceIn(body),
      resourceType: body.optionalText('resourceType') ?? null,
    }),
    encodeList,
  ),
  row(
    'GET /api/v2/policies/assignments/by-target',
    listAssignments,
    ({ query }) => {
      const type = query.optionalText('target_type')
      return {
        ...pageOf(query.optionalNumber('page'), query.optionalNumber('limit')),
        namespace: namespaceIn(query),
        code: query.optionalText('policy_code') ?? null,
        type: type === undefined ? null : checkedType(type, 'target_type'),
        name: query.optionalText('target_identifier') ?? null,
      }
    },
    ({ totalCount, list }) => ({
      totalCount,
      list: list.map(({ policyCode, targetType, targetName, enabled, inherited }) => ({
        code: policyCode,
        targetType,
        targetIdentifier: targetName,
        enabled,
        inheritByChildren: inherited,
      })),
    }),
  ),
]
