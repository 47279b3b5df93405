import { pageOf } from '#domain/page.ts'
import { hasRole, listRoleMembers, rolesOfUser } from '#domain/role/members.ts'
import { encodeRole } from '../../wire/structure.ts'
import { restDate } from '../../wire/user.ts'
import { encodePeople } from '../encode-user.ts'
import { type Row, row } from '../row.ts'

export const roleRows: Row[] = [
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
    (roles) => roles.map((role) => encodeRole(role, restDate)),
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
