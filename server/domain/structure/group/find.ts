import type { Page } from '#domain/shape/page.ts'
import { requireSubject } from '#domain/shape/subject.ts'
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

/** The groups that a person is in. People see their own (1001 for anybody else's). */
export const groupsOfUser: Question<{ userId: string | null }, GroupPage> = {
  name: 'group.of-user',
  admits: 'any user or manager',
  async answer(before, { userId }) {
    const list = await findGroupsOfUser(before.reader, before.pool.id, requireSubject(before, userId))
    return { totalCount: list.length, list }
  },
}
