import { getUsers } from '#domain/people/user/find.ts'
import { pageOf } from '#domain/shape/page.ts'
import { getTenant } from '#domain/structure/tenant/find.ts'
import {
  addTenantMembers,
  changeTenantMembers,
  listTenantMembers,
  removeTenantMember,
} from '#domain/structure/tenant/members.ts'
import { encodeTenant } from '../../wire/tenant.ts'
import { restDate } from '../../wire/user.ts'
import { encodePeople } from '../encode-user.ts'
import type { Parts, Reader } from '../parts.ts'
import { type Call, done, type Row, row } from '../row.ts'

const tenantOf = ({ path }: Parts) => ({ id: path.text('id') })
const memberOf = ({ path }: Parts) => ({ userIds: [path.text('userId')] })

/** The clients for Java and Go read the tenant, and whom it has got, where the others look at the code alone. */
async function encodeAdded(_: unknown, call: Call) {
  const { domain, hints, parts } = call
  const { tenant, applicationIds } = await domain.ask(getTenant, hints, tenantOf(parts))
  const users = await domain.ask(getUsers, hints, { ids: parts.body.texts('userIds').slice(0, 80), key: 'id' })
  return { ...encodeTenant(tenant, applicationIds), users: await encodePeople(users, call) }
}

/** One or several. */
function peopleIn(body: Reader): string[] {
  const one = body.optionalText('userId')
  if (!one) return body.texts('userIds')
  return [one, ...(body.has('userIds') ? body.texts('userIds') : [])]
}

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
        // As the clients for Java and Go read it.
        user: people[at],
        tenantId: call.parts.path.text('id'),
        joinedAt: restDate(joinedAt),
      }))
      return { totalCount, listTotal: totalCount, list: members }
    },
  ),
  row(
    'POST /api/v2/tenant/:id/user',
    addTenantMembers,
    (parts) => ({ ...tenantOf(parts), userIds: parts.body.texts('userIds') }),
    encodeAdded,
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
      userIds: peopleIn(parts.body),
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
