import type { UserOrder } from '#domain/people/user/user-page.ts'
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
import { commonMessage, encodeNode } from '../../wire/structure.ts'
import { encodeUser, graphqlDate } from '../../wire/user.ts'
import type { RowContext } from '../context.ts'
import { showDepartment } from './organisation.ts'

type Members = { nodeId?: string | null; orgId?: string | null; nodeCode?: string | null; userIds: string[] }

const decode = ({ nodeId, orgId, nodeCode, userIds }: Members) => ({
  id: nodeId ?? null,
  organisationId: orgId ?? null,
  code: nodeCode ?? null,
  userIds,
})

export const departmentMemberMutations = {
  async addMember({ isLeader, ...members }: Members & { isLeader?: boolean | null }, context: RowContext) {
    const input = { ...decode(members), isLeader: isLeader ?? false }
    return showDepartment(context, (await context.domain.call(addMembers, context.hints, input)).id)
  },

  async removeMember(members: Members, context: RowContext) {
    return showDepartment(context, (await context.domain.call(removeMembers, context.hints, decode(members))).id)
  },

  async moveMembers(
    { userIds, sourceNodeId, targetNodeId }: { userIds: string[]; sourceNodeId: string; targetNodeId: string },
    { domain, hints, language }: RowContext,
  ) {
    await domain.call(moveMembers, hints, { userIds, sourceId: sourceNodeId, targetId: targetNodeId })
    return commonMessage(language)
  },

  async setMainDepartment(
    { userId, departmentId }: { userId: string; departmentId?: string | null },
    { domain, hints, language }: RowContext,
  ) {
    await domain.call(setMainDepartment, hints, { userId, departmentId: departmentId || null })
    return commonMessage(language)
  },
}

type NodeUsersArgs = {
  page?: number | null
  limit?: number | null
  sortBy?: UserOrder | null
  includeChildrenNodes?: boolean | null
}

type Parent = { id: string }

async function mainDepartment({ domain, hints }: RowContext, { id }: Parent): Promise<PlacedMembership | undefined> {
  return (await domain.ask(departmentsOfUser, hints, { userId: id })).find(({ isMain }) => isMain)
}

export const departmentMemberFields = {
  Node: {
    async users(
      { page, limit, sortBy, includeChildrenNodes }: NodeUsersArgs,
      { domain, hints }: RowContext,
      { id }: Parent,
    ) {
      const asked = {
        ...pageOf(page, limit),
        order: sortBy ?? 'CREATEDAT_DESC',
        withBelow: includeChildrenNodes ?? false,
      }
      const { totalCount, list } = await domain.ask(listDepartmentMembers, hints, { id, ...asked })
      return { totalCount, list: list.map((user) => encodeUser(user, graphqlDate)) }
    },
  },
  User: {
    async departments({ orgId }: { orgId?: string | null }, { domain, hints }: RowContext, { id }: Parent) {
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
    mainDepartmentId: async (_: object, context: RowContext, person: Parent) =>
      (await mainDepartment(context, person))?.departmentId ?? null,
    mainDepartmentCode: async (_: object, context: RowContext, person: Parent) =>
      (await mainDepartment(context, person))?.place.department.code ?? null,
  },
}
