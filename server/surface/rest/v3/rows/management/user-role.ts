import { askOfNamed, type Named } from '#domain/people/user/named.ts'
import { groupsOfUser } from '#domain/structure/group/find.ts'
import { hasAnyRole, rolesOfUser } from '#domain/structure/role/members.ts'
import { objects, optionalObject, optionalText, text } from '../../../engine/fields.ts'
import { pageResult, shape, yesOrNo } from '../../../engine/results.ts'
import { type RestRow, row } from '../../../engine/row.ts'
import { encodeGroups } from '../../encode-group.ts'
import { encodeRoles } from '../../encode-role.ts'
import { namedPerson, userIdType } from '../../fields.ts'
import { Group } from '../../nouns/group.ts'
import { Role } from '../../nouns/role.ts'

export const userRoleRows: RestRow[] = [
  row('GET /api/v3/get-user-roles', askOfNamed(rolesOfUser), {
    summary: 'List the roles that a person has, however they came to them',
    query: { ...namedPerson, namespace: optionalText('Only roles of this namespace.') },
    decode: ({ query: { namespace = null, ...named } }) => ({
      ...(named as Named),
      given: (userId: string) => ({ userId, namespace }),
    }),
    result: pageResult(Role),
    encode: async (roles, call) => ({ totalCount: roles.length, list: await encodeRoles(roles, call) }),
  }),
  row('POST /api/v3/has-any-role', askOfNamed(hasAnyRole), {
    summary: 'Ask whether a person has one of several roles',
    body: {
      userId: namedPerson.userId,
      roles: objects('The roles.', {
        code: text('The code of the role.'),
        namespace: optionalText('The code of its namespace of permissions; default when left out.'),
      }),
      options: optionalObject('By what the person is called.', { userIdType }),
    },
    decode: ({ body: { userId: called, roles, options } }) => ({
      userId: called,
      userIdType: options?.userIdType,
      given: (userId: string) => ({ userId, roles }),
    }),
    result: shape({ hasAnyRole: yesOrNo() }),
    encode: (has) => ({ hasAnyRole: has }),
  }),
  row('GET /api/v3/get-user-groups', askOfNamed(groupsOfUser), {
    summary: 'List the groups that a person is in',
    query: namedPerson,
    decode: ({ query }) => ({ ...query, given: (userId: string) => ({ userId }) }),
    result: pageResult(Group),
    encode: async ({ totalCount, list }, call) => ({ totalCount, list: await encodeGroups(list, call) }),
  }),
]
