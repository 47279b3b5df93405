import { pageOf } from '#domain/shape/page.ts'
import { assignRoles } from '#domain/structure/role/assign.ts'
import { createRole } from '#domain/structure/role/create.ts'
import { listRoles } from '#domain/structure/role/find.ts'
import { hasRole, listRoleMembers, rolesOfUser } from '#domain/structure/role/members.ts'
import type { Role } from '#domain/structure/role/role.ts'
import { commonMessage, encodeRole } from '../../wire/structure.ts'
import { restDate } from '../../wire/user.ts'
import { encodePeople } from '../encode-user.ts'
import { type Row, row } from '../row.ts'

const encode = (role: Role) => encodeRole(role, restDate)
const encodeAll = (roles: Role[]) => ({ totalCount: roles.length, list: roles.map(encode) })

export const roleRows: Row[] = [
  row(
    'GET /api/v2/roles',
    listRoles,
    ({ query }) => ({
      namespace: query.optionalText('namespace') ?? null,
      newestFirst: !query.optionalText('sortBy')?.endsWith('ASC'),
      ...pageOf(query.optionalNumber('page'), query.optionalNumber('limit')),
    }),
    ({ totalCount, list }) => ({ totalCount, list: list.map(encode) }),
  ),
  row(
    'POST /api/v2/roles',
    createRole,
    ({ body }) => ({
      code: body.text('code'),
      namespace: body.optionalText('namespace') ?? null,
      description: body.optionalText('description') ?? null,
      parent: body.optionalText('parent') ?? null,
    }),
    encode,
  ),
  row(
    'GET /api/v2/users/:id/roles',
    rolesOfUser,
    ({ path, query }) => ({ userId: path.text('id'), namespace: query.optionalText('namespace') ?? null }),
    encodeAll,
  ),
  row(
    'POST /api/v2/users/:id/roles',
    assignRoles,
    ({ path, body }) => ({
      userIds: [path.text('id')],
      codes: body.texts('list'),
      namespace: body.optionalText('namespace') ?? null,
      groupCodes: [],
      departments: [],
    }),
    (_, { language }) => commonMessage(language),
    // It stands in the path; the Java client says it twice.
    { ignored: ['userId'] },
  ),
  row(
    'POST /api/v2/roles/roleUsers',
    listRoleMembers,
    ({ body }) => ({
      code: body.text('code'),
      namespace: body.optionalText('namespace'),
      search: body.optionalText('search') ?? null,
      ...pageOf(body.optionalNumber('page'), body.optionalNumber('limit')),
    }),
    async ({ totalCount, list }, call) => ({ totalCount, list: await encodePeople(list, call) }),
  ),
  row(
    'GET /api/v2/users/me/roles',
    rolesOfUser,
    ({ query }) => ({ userId: null, namespace: query.optionalText('namespace') ?? null }),
    (roles) => roles.map(encode),
  ),
  row(
    'GET /api/v2/users/:id/has-role',
    hasRole,
    ({ path, query }) => ({
      userId: path.text('id'),
      code: query.text('code'),
      namespace: query.optionalText('namespace'),
    }),
    (has) => ({ hasRole: has }),
  ),
]
