import Type from 'typebox'
import { choiceOf } from '#domain/shape/choice.ts'
import { requireSome } from '#domain/shape/list.ts'
import { assignRoles, type RoleHolders, revokeRoles } from '#domain/structure/role/assign.ts'
import { type AssignmentPage, roleAssignments, roleDepartments } from '#domain/structure/role/assignments.ts'
import { demandRoleMembers } from '#domain/structure/role/members.ts'
import type { RoleName } from '#domain/structure/role/role.ts'
import { restDate } from '../../../../view/user.ts'
import { choice, listed, objects, optionalText, text } from '../../../engine/fields.ts'
import { count, pageResult, shape } from '../../../engine/results.ts'
import { type RestRow, row } from '../../../engine/row.ts'
import { encodePeople } from '../../encode-person.ts'
import { statusOf } from '../../encode-role.ts'
import { page, succeeded, success, tellOfPeople } from '../../fields.ts'
import { Person } from '../../nouns/person.ts'
import { RoleAssignment, RoleDepartment } from '../../nouns/role.ts'

const code = text('The code of the role.')
const namespace = optionalText('The code of its namespace of permissions; default when left out.')
const roles = objects('The roles.', { code, namespace })
const targets = objects('Who.', {
  targetType: choice(['USER', 'GROUP', 'DEPARTMENT'], 'Of which kind.'),
  targetIdentifier: text('The id of a person or department, the code of a group.'),
})
const time = (description: string) => optionalText(`${description}, in milliseconds since 1970.`, { numbers: true })

interface SentTarget {
  targetType: 'USER' | 'GROUP' | 'DEPARTMENT'
  targetIdentifier: string
}

function decodeHolders(named: RoleName[], sent: SentTarget[]): RoleHolders {
  requireSome(named, 'roles')
  requireSome(sent, 'targets')
  const of = (type: SentTarget['targetType']) =>
    sent.filter(({ targetType }) => targetType === type).map(({ targetIdentifier }) => targetIdentifier)
  return { roles: named, userIds: of('USER'), groupCodes: of('GROUP'), departments: of('DEPARTMENT') }
}

const kinds = { USER: 'user', GROUP: 'group', ORG: 'department', DEPARTMENT: 'department' } as const
const kindNames = Object.keys(kinds) as (keyof typeof kinds)[]
const typeOf = { user: 'USER', group: 'GROUP', department: 'ORG' } as const

function encodeAssignments({ role, totalCount, list }: AssignmentPage) {
  const { id: roleId, code: roleCode, name: roleName, description, userPoolId } = role
  const data = list.map(({ kind, holderId, holds, beginsAt, expiresAt, assignedAt }) => ({
    ...{ roleId, roleCode, roleName, description, userPoolId },
    targetType: typeOf[kind],
    targetIdentifier: holderId,
    status: statusOf(holds),
    ...(beginsAt && { enableTime: beginsAt.getTime() }),
    ...(expiresAt && { endTime: expiresAt.getTime() }),
    createdAt: restDate(assignedAt),
    updatedAt: restDate(assignedAt),
  }))
  return { totalCount, data }
}

export const roleHolderRows: RestRow[] = [
  row('POST /api/v3/assign-role', assignRoles, {
    summary: 'Give a role, for good or for a time',
    body: { code, namespace, targets, enableTime: time('From when on'), endTime: time('Until when') },
    decode: ({ body: { code, namespace, targets, ...term } }) => ({
      ...decodeHolders([{ code, namespace }], targets),
      ...term,
    }),
    result: success,
    encode: succeeded,
  }),
  row('POST /api/v3/assign-role-batch', assignRoles, {
    summary: 'Give several roles',
    body: { roles, targets },
    decode: ({ body }) => decodeHolders(body.roles, body.targets),
    result: success,
    encode: succeeded,
  }),
  row('POST /api/v3/revoke-role', revokeRoles, {
    summary: 'Take a role away',
    body: { code, namespace, targets },
    decode: ({ body: { code, namespace, targets } }) => decodeHolders([{ code, namespace }], targets),
    result: success,
    encode: succeeded,
  }),
  row('POST /api/v3/revoke-role-batch', revokeRoles, {
    summary: 'Take several roles away',
    body: { roles, targets },
    decode: ({ body }) => decodeHolders(body.roles, body.targets),
    result: success,
    encode: succeeded,
  }),
  row('GET /api/v3/list-role-members', demandRoleMembers, {
    summary: 'List the people who were given a role themselves',
    query: { code, namespace, ...page, ...tellOfPeople },
    decode: ({ query: { code, namespace, page, limit } }) => ({ code, namespace, page, limit }),
    result: pageResult(Person),
    encode: async ({ totalCount, list }, call, { query }) => ({
      totalCount,
      list: await encodePeople(list, call, query),
    }),
  }),
  row('GET /api/v3/list-role-departments', roleDepartments, {
    summary: 'List the departments that a role was given to',
    query: { code, namespace, ...page },
    decode: ({ query }) => query,
    result: pageResult(RoleDepartment),
    encode: ({ totalCount, list }) => ({
      totalCount,
      list: list.map(({ id, code, name, description }) => ({ id, code, name, description })),
    }),
  }),
  row('GET /api/v3/list-role-assignments', roleAssignments, {
    summary: 'List what a role was given to, and for when',
    query: {
      roleCode: code,
      namespaceCode: namespace,
      ...page,
      query: optionalText('Part of a name, code or address of those who have it.'),
      targetType: listed('targetType', 'Only of these kinds: USER, GROUP, ORG for departments.'),
    },
    decode: ({ query: { roleCode, namespaceCode, query, targetType, ...page } }) => ({
      ...page,
      code: roleCode,
      namespace: namespaceCode,
      text: query,
      kinds: targetType?.map((type) => kinds[choiceOf(type, 'targetType', kindNames)]),
    }),
    result: shape({ totalCount: count('How many there are altogether.'), data: Type.Array(RoleAssignment) }),
    encode: encodeAssignments,
  }),
]
