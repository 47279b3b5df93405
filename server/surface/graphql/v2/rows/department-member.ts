import { pageOf } from '#domain/shape/page.ts'
import {
  addMembers,
  departmentsOfUser,
  listDepartmentMembers,
  moveMembers,
  type PlacedMembership,
  removeMembers,
  setMainDepartment,
} from '#domain/structure/organisation/members.ts'
import { commonMessage, encodeNode } from '../../../view/structure.ts'
import { encodeUser, graphqlDate } from '../../../view/user.ts'
import type { RowsFor } from '../../engine/rows.ts'
import type { Arguments } from '../arguments.gen.ts'
import type { RowContext } from '../context.ts'
import { showDepartment } from './organisation.ts'

type Members = Arguments['Mutation']['removeMember']

const decode = ({ nodeId, orgId, nodeCode, userIds }: Members) => ({
  id: nodeId ?? null,
  organisationId: orgId ?? null,
  code: nodeCode ?? null,
  userIds,
})

export const departmentMemberMutations = {
  async addMember({ isLeader, ...members }, context) {
    const input = { ...decode(members), isLeader: isLeader ?? false }
    return showDepartment(context, (await context.domain.call(addMembers, context.hints, input)).id)
  },

  async removeMember(members, context) {
    return showDepartment(context, (await context.domain.call(removeMembers, context.hints, decode(members))).id)
  },

  async moveMembers({ userIds, sourceNodeId, targetNodeId }, { domain, hints, language }) {
    await domain.call(moveMembers, hints, { userIds, sourceId: sourceNodeId, targetId: targetNodeId })
    return commonMessage(language)
  },

  async setMainDepartment({ userId, departmentId }, { domain, hints, language }) {
    await domain.call(setMainDepartment, hints, { userId, departmentId: departmentId || null })
    return commonMessage(language)
  },
} satisfies RowsFor<Arguments['Mutation'], RowContext>

type Parent = { id: string }

async function mainDepartment({ domain, hints }: RowContext, { id }: Parent): Promise<PlacedMembership | undefined> {
  return (await domain.ask(departmentsOfUser, hints, { userId: id })).find(({ isMain }) => isMain)
}

export const departmentMemberFields = {
  Node: {
    async users({ page, limit, sortBy, includeChildrenNodes }, { domain, hints }, { id }: Parent) {
      const asked = {
        ...pageOf(page, limit),
        order: sortBy ?? 'CREATEDAT_DESC',
        withBelow: includeChildrenNodes ?? false,
      }
      const { totalCount, list } = await domain.ask(listDepartmentMembers, hints, { id, ...asked })
      return { totalCount, list: list.map((user) => encodeUser(user, graphqlDate)) }
    },
  } satisfies RowsFor<Arguments['Node'], RowContext>,
  User: {
    async departments({ orgId }, { domain, hints }, { id }: Parent) {
      const all = await domain.ask(departmentsOfUser, hints, { userId: id })
      const list = all
        .filter(({ place }) => !orgId || place.department.organisationId === orgId)
        .map(({ place, isMain, joinedAt }) => ({
          department: encodeNode(place, graphqlDate),
          isMainDepartment: isMain,
          joinedAt: graphqlDate(joinedAt),
        }))
      return { totalCount: list.length, list }
    },
    mainDepartmentId: async (_, context, person: Parent) =>
      (await mainDepartment(context, person))?.departmentId ?? null,
    mainDepartmentCode: async (_, context, person: Parent) =>
      (await mainDepartment(context, person))?.place.department.code ?? null,
  } satisfies RowsFor<Arguments['User'], RowContext, 'mainDepartmentId' | 'mainDepartmentCode'>,
}
