import Type from 'typebox'
import { groupsOfUser } from '#domain/structure/group/find.ts'
import { rolesOfUser } from '#domain/structure/role/members.ts'
import { ownTenancies } from '#domain/structure/tenant/find.ts'
import { restDate } from '../../../../view/user.ts'
import { optionalText } from '../../../engine/fields.ts'
import { type RestRow, row } from '../../../engine/row.ts'
import { encodeGroups } from '../../encode-group.ts'
import { encodeRoles } from '../../encode-role.ts'
import { Group } from '../../nouns/group.ts'
import { Role } from '../../nouns/role.ts'
import { Tenancy } from '../../nouns/tenancy.ts'

export const belongingRows: RestRow[] = [
  row('GET /api/v3/get-my-role-list', rolesOfUser, {
    summary: 'List your own roles',
    query: { namespace: optionalText('Only roles of this namespace.') },
    decode: ({ query }) => ({ userId: null, namespace: query.namespace ?? null }),
    result: Type.Array(Role),
    encode: encodeRoles,
  }),
  row('GET /api/v3/get-my-group-list', groupsOfUser, {
    summary: 'List your own groups',
    decode: () => ({ userId: null }),
    result: Type.Array(Group),
    encode: ({ list }, call) => encodeGroups(list, call),
  }),
  row('GET /api/v3/get-my-tenant-list', ownTenancies, {
    summary: 'List the tenants that you are in',
    decode: () => undefined,
    result: Type.Array(Tenancy),
    encode: (tenancies) =>
      tenancies.map(({ tenantId, name, joinedAt }) => ({ tenantId, tenantName: name, joinAt: restDate(joinedAt) })),
  }),
]
