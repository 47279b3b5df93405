import { refuse } from '@menshen/contract/errors'
import { pageOf } from '#domain/shape/page.ts'
import { createGroup, deleteGroups, updateGroup } from '#domain/structure/group/change.ts'
import { getGroup, groupsOfUser, listGroups } from '#domain/structure/group/find.ts'
import type { Group } from '#domain/structure/group/group.ts'
import { addToGroup, listGroupMembers, removeFromGroup } from '#domain/structure/group/members.ts'
import { commonMessage, encodeGroup } from '../../../view/structure.ts'
import { encodeUser, graphqlDate } from '../../../view/user.ts'
import type { RowsFor } from '../../engine/rows.ts'
import type { Arguments } from '../arguments.gen.ts'
import type { RowContext } from '../context.ts'

const encode = (group: Group) => encodeGroup(group, graphqlDate)

export const groupQueries = {
  async group({ code }, { domain, hints }) {
    const group = await domain.ask(getGroup, hints, { code })
    return group && encode(group)
  },

  async groups({ userId, page, limit, sortBy }, { domain, hints }) {
    const newestFirst = !sortBy?.endsWith('ASC')
    const { totalCount, list } = userId
      ? await domain.ask(groupsOfUser, hints, { userId })
      : await domain.ask(listGroups, hints, { ...pageOf(page, limit), newestFirst })
    return { totalCount, list: list.map(encode) }
  },
} satisfies RowsFor<Arguments['Query'], RowContext>

type Members = Arguments['Mutation']['addUserToGroup']

const decodeMembers = ({ code, userIds }: Members) => ({ code: code || refuse(2231), userIds })

export const groupMutations = {
  createGroup: async (input, { domain, hints }) => encode(await domain.call(createGroup, hints, input)),

  updateGroup: async (input, { domain, hints }) => encode(await domain.call(updateGroup, hints, input)),

  async deleteGroups({ codeList }, { domain, hints, language }) {
    await domain.call(deleteGroups, hints, { codes: codeList })
    return commonMessage(language)
  },

  async addUserToGroup(members, { domain, hints, language }) {
    await domain.call(addToGroup, hints, decodeMembers(members))
    return commonMessage(language)
  },

  async removeUserFromGroup(members, { domain, hints, language }) {
    await domain.call(removeFromGroup, hints, decodeMembers(members))
    return commonMessage(language)
  },
} satisfies RowsFor<Arguments['Mutation'], RowContext>

type Parent = { id: string }

export const groupFields = {
  Group: {
    async users({ page, limit }, { domain, hints }, { id }: Parent) {
      const { totalCount, list } = await domain.ask(listGroupMembers, hints, { id, ...pageOf(page, limit) })
      return { totalCount, list: list.map((user) => encodeUser(user, graphqlDate)) }
    },
  } satisfies RowsFor<Arguments['Group'], RowContext>,
  User: {
    async groups(_, { domain, hints }, { id }: Parent) {
      const { totalCount, list } = await domain.ask(groupsOfUser, hints, { userId: id })
      return { totalCount, list: list.map(encode) }
    },
  } satisfies RowsFor<Arguments['User'], RowContext>,
}
