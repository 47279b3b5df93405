import Type from 'typebox'
import { decide } from '#domain/access/permission/decide.ts'
import { grantResources } from '#domain/access/permission/grant.ts'
import { demandPermitted } from '#domain/access/permission/list-resources.ts'
import { listPermittedTargets } from '#domain/access/permission/list-targets.ts'
import type { SubjectType } from '#domain/ground/permission/subject-type.ts'
import { askOfNamed } from '#domain/people/user/named.ts'
import { requireSome } from '#domain/shape/list.ts'
import {
  anyText,
  choice,
  flag,
  listed,
  objects,
  optionalChoice,
  optionalText,
  text,
  texts,
} from '../../../engine/fields.ts'
import { pageResult, shape, yesOrNo } from '../../../engine/results.ts'
import { type RestRow, row } from '../../../engine/row.ts'
import { namedPerson, page, succeeded, success } from '../../fields.ts'
import { AuthorizedResource, AuthorizedTarget, ResourceOfRole, resourceTypes, targetTypes } from '../../nouns/access.ts'
import { encodePermitted, permitted } from '../../permitted.ts'

type TargetType = (typeof targetTypes)[number]

/** Departments go by another name in this generation of clients. */
const subjectOf = (type: TargetType): SubjectType => (type === 'DEPARTMENT' ? 'ORG' : type)
const targetOf = (type: SubjectType) => (type === 'ORG' ? 'DEPARTMENT' : type) as TargetType

const { namespace } = permitted
const targetType = choice(targetTypes, 'What kind of thing the target is.')
const code = text('Its code.')

interface SentGrant {
  targetType: TargetType
  targetIdentifiers: string[]
  resources: { code: string; resourceType?: string; actions: string[] }[]
}

const decodeGrant = ({ targetType, targetIdentifiers, resources }: SentGrant) => ({
  type: subjectOf(targetType),
  names: targetIdentifiers,
  resources: resources.map(({ code, resourceType = null, actions }) => {
    // Here nobody means every action by naming none.
    requireSome(actions, 'actions')
    return { code, resourceType, actions }
  }),
})

const listings: RestRow[] = [
  row('GET /api/v3/get-authorized-resources', demandPermitted, {
    summary: 'List what somebody may do',
    query: {
      targetType,
      targetIdentifier: anyText('The code of a role or group, the id of a person or department.'),
      ...permitted,
      resourceList: listed('resourceList', 'Only resources of these codes.'),
      withDenied: flag('Tell what is denied as well, under DENY.'),
    },
    decode: ({ query: { targetType, targetIdentifier, resourceList, ...asked } }) => ({
      ...asked,
      type: subjectOf(targetType),
      name: targetIdentifier,
      resources: resourceList,
    }),
    result: pageResult(AuthorizedResource),
    encode: encodePermitted,
  }),
  row('GET /api/v3/get-user-authorized-resources', askOfNamed(demandPermitted), {
    summary: 'List what a person may do',
    query: { ...namedPerson, ...permitted },
    decode: ({ query: { userId, userIdType, ...asked } }) => ({
      userId,
      userIdType,
      given: (name) => ({ ...asked, type: 'USER', name }),
    }),
    result: pageResult(AuthorizedResource),
    encode: encodePermitted,
  }),
  row('GET /api/v3/get-group-authorized-resources', demandPermitted, {
    summary: 'List what the members of a group may do by being in it',
    query: { code, ...permitted },
    decode: ({ query: { code, ...asked } }) => ({ ...asked, type: 'GROUP' as const, name: code }),
    result: Type.Array(AuthorizedResource),
    encode: (list) => encodePermitted(list).list,
  }),
  row('GET /api/v3/get-role-authorized-resources', demandPermitted, {
    summary: 'List what the holders of a role may do by holding it',
    query: { code, ...permitted },
    decode: ({ query: { code, ...asked } }) => ({ ...asked, type: 'ROLE' as const, name: code }),
    result: pageResult(ResourceOfRole),
    encode(permissions) {
      const { totalCount, list } = encodePermitted(permissions)
      return { totalCount, list: list.map(({ description: _, effect: __, ...resource }) => resource) }
    },
  }),
]

export const permissionRows: RestRow[] = [
  row('POST /api/v3/authorize-resources', grantResources, {
    summary: 'Give targets permissions, all or none',
    body: {
      list: objects('Who, and what they are given.', {
        targetType,
        targetIdentifiers: texts('Codes of roles or groups, ids of people or departments.'),
        resources: objects('What they may do with it.', {
          code: text('The code of the resource, or a pattern of codes.'),
          resourceType: optionalChoice(resourceTypes, 'Its type.'),
          actions: texts('The actions, at least one; * for all.'),
        }),
      }),
      namespace,
    },
    decode: ({ body }) => ({ namespace: body.namespace ?? null, grants: body.list.map(decodeGrant) }),
    result: success,
    encode: succeeded,
  }),
  row('POST /api/v3/is-action-allowed', decide, {
    summary: 'Ask whether somebody may do something',
    body: {
      userId: text('The person.'),
      action: text('The action.'),
      resource: text('The code of the resource.'),
      namespace,
    },
    decode: ({ body }) => body,
    result: shape({ allowed: yesOrNo() }),
    encode: ({ allowed }) => ({ allowed }),
  }),
  row('POST /api/v3/get-resource-authorized-targets', listPermittedTargets, {
    summary: 'List who was granted something on a resource',
    body: {
      resource: text('The code of the resource.'),
      namespace: optionalText('Its namespace; the default one when left out.'),
      targetType: optionalChoice(targetTypes, 'Only targets of this kind.'),
      ...page,
    },
    decode: ({ body: { targetType, ...asked } }) => ({
      ...asked,
      types: (targetType ? [targetType] : [...targetTypes]).map(subjectOf),
    }),
    result: pageResult(AuthorizedTarget),
    encode: ({ totalCount, list }) => ({
      totalCount,
      list: list.map(({ type, name, actions }) => ({ targetType: targetOf(type), targetIdentifier: name, actions })),
    }),
  }),
  ...listings,
]
