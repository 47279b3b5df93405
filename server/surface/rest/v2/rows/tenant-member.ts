import Type from 'typebox'
import { getUsers } from '#domain/people/user/find.ts'
import type { User } from '#domain/people/user/user.ts'
import { pageOf } from '#domain/shape/page.ts'
import { getTenant } from '#domain/structure/tenant/find.ts'
import {
  addTenantMembers,
  changeTenantMembers,
  listTenantMembers,
  removeTenantMember,
} from '#domain/structure/tenant/members.ts'
import type { TenantMember } from '#domain/structure/tenant/tenant.ts'
import { encodeTenant } from '../../../view/tenant.ts'
import { restDate } from '../../../view/user.ts'
import { flag, optionalText, optionalTexts, page, required, text, texts } from '../../engine/fields.ts'
import { count, doneResult, shape } from '../../engine/results.ts'
import { type Call, done, type RestRow, row } from '../../engine/row.ts'
import { encodePeople } from '../encode-user.ts'
import { TenantMember as TenantMemberNoun, User as UserNoun } from '../nouns/person.ts'
import { Tenant } from '../nouns/structure.ts'

/** The clients for Java and Go read the tenant, and whom it has got, where the others look at the code alone. */
async function encodeAdded(call: Call, id: string, userIds: string[]) {
  const { domain, hints } = call
  const { tenant, applicationIds } = await domain.ask(getTenant, hints, { id })
  const users = await domain.ask(getUsers, hints, { ids: userIds.slice(0, 80), key: 'id' })
  return { ...encodeTenant(tenant, applicationIds), users: await encodePeople(users, call) }
}

async function encodeMembers(list: { user: User; member: TenantMember }[], call: Call, tenantId: string) {
  const people = await encodePeople(
    list.map(({ user }) => user),
    call,
  )
  return people.map((user, at) => {
    const { joinedAt, ...member } = (list[at] as (typeof list)[number]).member
    // `user`: as the clients for Java and Go read it.
    return { ...user, ...member, user, tenantId, joinedAt: restDate(joinedAt) }
  })
}

/** One or several. */
const peopleIn = ({ userId, userIds }: { userId?: string; userIds?: string[] }) =>
  userId === undefined ? required(userIds) : [userId, ...(userIds ?? [])]

export const tenantMemberRows: RestRow[] = [
  row('GET /api/v2/tenant/:id/users', listTenantMembers, {
    summary: 'List the members of a tenant',
    query: page,
    decode: ({ path, query }) => ({ ...path, ...pageOf(query.page, query.limit) }),
    result: shape({ totalCount: count(), listTotal: count(), list: Type.Array(TenantMemberNoun) }),
    encode: async ({ totalCount, list }, call, { path }) => ({
      totalCount,
      listTotal: totalCount,
      list: await encodeMembers(list, call, path.id),
    }),
  }),
  row('POST /api/v2/tenant/:id/user', addTenantMembers, {
    summary: 'Make people members of a tenant',
    body: { userIds: texts('The ids of the people.') },
    decode: ({ path, body }) => ({ ...path, ...body }),
    result: shape({ ...Tenant.properties, users: Type.Array(UserNoun) }),
    encode: (_, call, { path, body }) => encodeAdded(call, path.id, body.userIds),
  }),
  row('DELETE /api/v2/tenant/:id/user', removeTenantMember, {
    summary: 'Remove a member of a tenant',
    query: { userId: text('The person.') },
    decode: ({ path, query }) => ({ ...path, ...query }),
    result: doneResult,
    encode: done,
  }),
  row('PUT /api/v2/tenant/:id/admin', changeTenantMembers, {
    summary: 'Make members administrators of a tenant',
    body: {
      userId: optionalText('The person, when it is one.'),
      userIds: optionalTexts('The people.'),
      apiAuthorized: flag('They may call the management API for the tenant.'),
    },
    decode: ({ path, body }) => ({
      ...path,
      userIds: peopleIn(body),
      isAdmin: true,
      apiAuthorized: body.apiAuthorized,
    }),
    result: doneResult,
    encode: done,
  }),
  row('DELETE /api/v2/tenant/:id/admin/:userId', changeTenantMembers, {
    summary: 'Make an administrator of a tenant a member again',
    decode: ({ path: { id, userId } }) => ({ id, userIds: [userId], isAdmin: false, apiAuthorized: false }),
    result: doneResult,
    encode: done,
  }),
  row('PUT /api/v2/tenant/:id/:userId', changeTenantMembers, {
    summary: 'Switch a member of a tenant on or off',
    body: { isEnabled: flag('Whether the person may enter for the tenant.') },
    decode: ({ path: { id, userId }, body }) => ({ id, userIds: [userId], isEnabled: body.isEnabled }),
    result: doneResult,
    encode: done,
  }),
]
