import { refuse } from '@menshen/contract/errors'
import type { UserOrder } from '#domain/people/user/user-page.ts'
import { pageOf } from '#domain/shape/page.ts'
import {
  createGroup,
  deleteGroups,
  type GroupChange,
  type NewGroup,
  updateGroup,
} from '#domain/structure/group/change.ts'
import { getGroup, groupsOfUser, listGroups } from '#domain/structure/group/find.ts'
import type { Group } from '#domain/structure/group/group.ts'
import { addToGroup, listGroupMembers, removeFromGroup } from '#domain/structure/group/members.ts'
import { commonMessage, encodeGroup } from '../../wire/structure.ts'
import { encodeUser, graphqlDate } from '../../wire/user.ts'
import type { RowContext } from '../context.ts'

const encode = (group: Group) => encodeGroup(group, graphqlDate)

type PageArgs = { page?: number | null; limit?: number | null }

export const groupQueries = {
  async group({ code }: { code: string }, { domain, hints }: RowContext) {
    const group = await domain.ask(getGroup, hints, { code })
    return group && encode(group)
  },

  async groups(
    { userId, page, limit, sortBy }: PageArgs & { userId?: string | null; sortBy?: UserOrder | null },
    { domain, hints }: RowContext,
  ) {
    const newestFirst = !sortBy?.endsWith('ASC')
    const { totalCount, list } = userId
      ? await domain.ask(groupsOfUser, hints, { userId })
      : await domain.ask(listGroups, hints, { ...pageOf(page, limit), newestFirst })
    return { totalCount, list: list.map(encode) }
  },
}

type Members = { code?: string | null; userIds: string[] }

const decodeMembers = ({ code, userIds }: Members) => ({ code: code || refuse(2231), userIds })

export const groupMutations = {
  createGroup: async (input: NewGroup, { domain, hints }: RowContext) =>
    encode(await domain.call(createGroup, hints, input)),

  updateGroup: async (input: GroupChange, { domain, hints }: RowContext) =>
    encode(await domain.call(updateGroup, hints, input)),

  async deleteGroups({ codeList }: { codeList: string[] }, { domain, hints, language }: RowContext) {
    await domain.call(deleteGroups, hints, { codes: codeList })
    return commonMessage(language)
  },

  async addUserToGroup(members: Members, { domain, hints, language }: RowContext) {
    await domain.call(addToGroup, hints, decodeMembers(members))
    return commonMessage(language)
  },

  async removeUserFromGroup(members: Members, { domain, hints, language }: RowContext) {
    await domain.call(removeFromGroup, hints, decodeMembers(members))
    return commonMessage(language)
  },
}

type Parent = { id: string }

export const groupFields = {
  Group: {
    async users({ page, limit }: PageArgs, { domain, hints }: RowContext, { id }: Parent) {
      const { totalCount, list } = await domain.ask(listGroupMembers, hints, { id, ...pageOf(page, limit) })
      return { totalCount, list: list.map((user) => encodeUser(user, graphqlDate)) }
    },
  },
  User: {
    async groups(_: object, { domain, hints }: RowContext, { id }: Parent) {
      const { totalCount, list } = await domain.ask(groupsOfUser, hints, { userId: id })
      return { totalCount, list: list.map(encode) }
    },
  },
}
