import { refuse } from '@menshen/contract/errors'
import type { User } from '#domain/people/user/user.ts'
import { findUsers } from '#domain/people/user/user-store.ts'
import type { Page } from '#domain/shape/page.ts'
import { requireSubject } from '#domain/shape/subject.ts'
import { checkedText } from '#domain/shape/text.ts'
import type { Question } from '#domain/shape/verb.ts'
import type { Group } from './group.ts'
import { findGroups, findGroupsOfUser, listGroups as readPage } from './group-store.ts'
import { findMembersOf } from './member-store.ts'
import { requireGroup } from './require.ts'

export interface GroupPage {
  totalCount: number
  list: Group[]
}

/** The group of that code, null when there is none. */
export const getGroup: Question<{ code: string }, Group | null> = {
  name: 'group.get',
  admits: 'manager',
  async answer({ reader, pool }, { code }) {
    const [group] = await findGroups(reader, pool.id, [code])
    return group ?? null
  },
}

/** The group of that code, 404 when there is none. */
export const demandGroup: Question<{ code: string }, Group> = {
  name: 'group.demand',
  admits: 'manager',
  answer: ({ reader, pool }, { code }) => requireGroup(reader, pool.id, code),
}

export const listGroups: Question<Page & { newestFirst: boolean }, GroupPage> = {
  name: 'group.list',
  admits: 'manager',
  answer: ({ reader, pool }, page) => readPage(reader, pool.id, page),
}

/** The groups in whose code or name the text stands, newest first; without a text all of them. */
export const searchGroups: Question<Page & { text?: string | undefined }, GroupPage> = {
  name: 'group.search',
  admits: 'manager',
  answer({ reader, pool }, { text = '', ...page }) {
    const search = checkedText(text.trim(), 'keywords', 100)
    return readPage(reader, pool.id, { ...page, newestFirst: true, search })
  },
}

/** As many groups, and as many memberships, can be told at once. */
const mostAtOnce = 1_000

export interface GroupWithMembers {
  group: Group
  /** Null where they were not asked for. */
  members: User[] | null
}

/** Every group of the pool, newest first. 400 when there are more than 1,000, or more than 1,000 members in them that are asked for. */
export const allGroups: Question<{ withMembers: boolean }, GroupWithMembers[]> = {
  name: 'group.all',
  admits: 'manager',
  async answer({ reader, pool }, { withMembers }) {
    const { totalCount, list } = await readPage(reader, pool.id, { page: 1, limit: mostAtOnce, newestFirst: true })
    if (totalCount > mostAtOnce) refuse(400, { variant: 'many', values: { field: 'groups', max: mostAtOnce } })
    if (!withMembers) return list.map((group) => ({ group, members: null }))
    const ids = list.map(({ id }) => id)
    const memberships = await findMembersOf(reader, pool.id, ids, mostAtOnce + 1)
    if (memberships.length > mostAtOnce) refuse(400, { variant: 'many', values: { field: 'members', max: mostAtOnce } })
    const userIds = [...new Set(memberships.map(({ userId }) => userId))]
    const people = new Map((await findUsers(reader, pool.id, 'id', userIds)).map((user) => [user.id, user]))
    return list.map((group) => {
      const own = memberships.filter(({ groupId }) => groupId === group.id)
      return { group, members: own.flatMap(({ userId }) => people.get(userId) ?? []) }
    })
  },
}

/** The groups that a person is in. People see their own (1001 for anybody else's). */
export const groupsOfUser: Question<{ userId: string | null }, GroupPage> = {
  name: 'group.of-user',
  admits: 'any user or manager',
  async answer(before, { userId }) {
    const list = await findGroupsOfUser(before.reader, before.pool.id, requireSubject(before, userId))
    return { totalCount: list.length, list }
  },
}
