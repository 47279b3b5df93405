import { aboutWhom } from '#domain/shape/about-whom.ts'
import type { Page } from '#domain/shape/page.ts'
import type { Question } from '#domain/shape/verb.ts'
import type { Group } from './group.ts'
import { findGroups, findGroupsOfUser, listGroups as readPage } from './group-store.ts'
import { requireGroup } from './require.ts'

export interface GroupPage {
  totalCount: number
  list: Group[]
}

/** The group of that code, null when there is none. */
export const getGroup: Question<{ code: string }, Group | null> = {
  name: 'group.get',
  admits: 'manager',
  async answer({ look, pool }, { code }) {
    const [group] = await findGroups(look, pool.id, [code])
    return group ?? null
  },
}

/** The group of that code, 404 when there is none. */
export const demandGroup: Question<{ code: string }, Group> = {
  name: 'group.demand',
  admits: 'manager',
  answer: ({ look, pool }, { code }) => requireGroup(look, pool.id, code),
}

export const listGroups: Question<Page & { newestFirst: boolean }, GroupPage> = {
  name: 'group.list',
  admits: 'manager',
  answer: ({ look, pool }, page) => readPage(look, pool.id, page),
}

/** The groups that a person is in. People see their own (1001 for anybody else's). */
export const groupsOfUser: Question<{ userId: string | null }, GroupPage> = {
  name: 'group.of-user',
  admits: 'any user or manager',
  async answer(before, { userId }) {
    const list = await findGroupsOfUser(before.look, before.pool.id, aboutWhom(before, userId))
    return { totalCount: list.length, list }
  },
}
