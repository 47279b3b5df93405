import Type from 'typebox'
import { pageOf } from '#domain/shape/page.ts'
import { assignRoles } from '#domain/structure/role/assign.ts'
import { createRole } from '#domain/structure/role/create.ts'
import { listRoles } from '#domain/structure/role/find.ts'
import { hasRole, listRoleMembers, rolesOfUser } from '#domain/structure/role/members.ts'
import type { Role } from '#domain/structure/role/role.ts'
import { commonMessage, encodeRole } from '../../../view/structure.ts'
import { restDate } from '../../../view/user.ts'
import { optionalText, page, text, texts } from '../../engine/fields.ts'
import { pageResult, shape, yesOrNo } from '../../engine/results.ts'
import { type RestRow, row } from '../../engine/row.ts'
import { encodePeople } from '../encode-user.ts'
import { User } from '../nouns/person.ts'
import { CommonMessage, Role as RoleNoun } from '../nouns/structure.ts'

const encode = (role: Role) => encodeRole(role, restDate)
const encodeAll = (roles: Role[]) => ({ totalCount: roles.length, list: roles.map(encode) })

const namespace = optionalText('The namespace of permissions that the role belongs to; the default one when left out.')
const ofNamespace = { namespace: optionalText('Only roles of this namespace.') }

export const roleRows: RestRow[] = [
  row('GET /api/v2/roles', listRoles, {
    summary: 'List roles',
    query: { ...ofNamespace, sortBy: optionalText('CREATEDAT_ASC for the oldest first.'), ...page },
    decode: ({ query }) => ({
      namespace: query.namespace ?? null,
      newestFirst: !query.sortBy?.endsWith('ASC'),
      ...pageOf(query.page, query.limit),
    }),
    result: pageResult(RoleNoun),
    encode: ({ totalCount, list }) => ({ totalCount, list: list.map(encode) }),
  }),
  row('POST /api/v2/roles', createRole, {
    summary: 'Create a role',
    body: {
      code: text('Unique in its namespace.'),
      namespace,
      description: optionalText('What it is for.'),
      parent: optionalText('The code of the role whose permissions it has too.'),
    },
    decode: ({ body: { code, namespace = null, description = null, parent = null } }) => ({
      code,
      namespace,
      description,
      parent,
    }),
    result: RoleNoun,
    encode,
  }),
  row('GET /api/v2/users/:id/roles', rolesOfUser, {
    summary: 'List the roles of a person',
    query: ofNamespace,
    decode: ({ path, query }) => ({ userId: path.id, namespace: query.namespace ?? null }),
    result: pageResult(RoleNoun),
    encode: encodeAll,
  }),
  row('POST /api/v2/users/:id/roles', assignRoles, {
    summary: 'Give a person roles',
    body: { list: texts('The codes of the roles.'), namespace },
    // It stands in the path; the Java client says it twice.
    ignored: ['userId'],
    decode: ({ path, body }) => ({
      userIds: [path.id],
      roles: body.list.map((code) => ({ code, namespace: body.namespace })),
      groupCodes: [],
      departments: [],
    }),
    result: CommonMessage,
    encode: (_, { language }) => commonMessage(language),
  }),
  row('POST /api/v2/roles/roleUsers', listRoleMembers, {
    summary: 'List the people who have a role',
    body: {
      code: text('The code of the role.'),
      namespace,
      search: optionalText('Part of a name or address.'),
      ...page,
    },
    decode: ({ body }) => ({
      code: body.code,
      namespace: body.namespace,
      search: body.search ?? null,
      ...pageOf(body.page, body.limit),
    }),
    result: pageResult(User),
    encode: async ({ totalCount, list }, call) => ({ totalCount, list: await encodePeople(list, call) }),
  }),
  row('GET /api/v2/users/me/roles', rolesOfUser, {
    summary: 'List your own roles',
    query: ofNamespace,
    decode: ({ query }) => ({ userId: null, namespace: query.namespace ?? null }),
    result: Type.Array(RoleNoun),
    encode: (roles) => roles.map(encode),
  }),
  row('GET /api/v2/users/:id/has-role', hasRole, {
    summary: 'Ask whether a person has a role',
    query: { code: text('The code of the role.'), namespace },
    decode: ({ path, query }) => ({ userId: path.id, code: query.code, namespace: query.namespace }),
    result: shape({ hasRole: yesOrNo() }),
    encode: (has) => ({ hasRole: has }),
  }),
]
