import { pageOf } from '#domain/page.ts'
import { addTenantMembers, changeTenantMembers, listTenantMembers, removeTenantMember } from '#domain/tenant/members.ts'
import { restDate } from '../../wire/user.ts'
import { encodePeople } from '../encode-user.ts'
import type { Parts } from '../parts.ts'
import { done, type Row, row } from '../row.ts'

const tenantOf = ({ path }: Parts) => ({ id: path.text('id') })
const memberOf = ({ path }: Parts) => ({ userIds: [path.text('userId')] })

export const tenantMemberRows: Row[] = [
  row(
    'GET /api/v2/tenant/:id/users',
    listTenantMembers,
    (parts) => ({
      ...tenantOf(parts),
      ...pageOf(parts.query.optionalNumber('page'), parts.query.optionalNumber('limit')),
    }),
    async ({ totalCount, list }, call) => {
      const users = list.map(({ user }) => user)
      const people = await encodePeople(users, call)
      const members = list.map(({ member: { joinedAt, ...member } }, at) => ({
        ...people[at],
        ...member,
        joinedAt: restDate(joinedAt),
      }))
      return { totalCount, list: members }
    },
  ),
  row(
    'POST /api/v2/tenant/:id/user',
    addTenantMembers,
    (parts) => ({ ...tenantOf(parts), userIds: parts.body.texts('userIds') }),
    done,
  ),
  row(
    'DELETE /api/v2/tenant/:id/user',
    removeTenantMember,
    (parts) => ({ ...tenantOf(parts), userId: parts.query.text('userId') }),
    done,
  ),
  row(
    'PUT /api/v2/tenant/:id/admin',
    changeTenantMembers,
    (parts) => ({
      ...tenantOf(parts),
      userIds: parts.body.has('userIds') ? parts.body.texts('userIds') : [parts.body.text('userId')],
      isAdmin: true,
      apiAuthorized: parts.body.flag('apiAuthorized'),
    }),
    done,
  ),
  row(
    'DELETE /api/v2/tenant/:id/admin/:userId',
    changeTenantMembers,
    (parts) => ({ ...tenantOf(parts), ...memberOf(parts), isAdmin: false, apiAuthorized: false }),
    done,
  ),
  row(
    'PUT /api/v2/tenant/:id/:userId',
    changeTenantMembers,
    (parts) => ({ ...tenantOf(parts), ...memberOf(parts), isEnabled: parts.body.flag('isEnabled') }),
    done,
  ),
]
