import { refuse } from '@menshen/contract/errors'
import type { UserPage } from '#domain/people/user/user-page.ts'
import { findUserBy } from '#domain/people/user/user-store.ts'
import { requireSome } from '#domain/shape/list.ts'
import type { Page } from '#domain/shape/page.ts'
import type { Question, Verb } from '#domain/shape/verb.ts'
import { findMemberIds, hasMember, listMembers, type MemberPage } from '../organisation/member-store.ts'
import { addMembers, removeMembers } from '../organisation/members.ts'
import type { Department } from '../organisation/organisation.ts'
import { searchUsers } from '../people-list/list.ts'
import { type NamedDepartment, requireNamed } from './name.ts'

type People = NamedDepartment & { userIds: string[] }

/** Whoever is in it already leads it as before. 400 nobody named, then like `requireNamed`, 2004 one of them does not exist. */
export const addNamedMembers: Verb<'department.members-added', People, Department> = {
  name: 'department.add-members',
  admits: 'manager',
  emits: ['department.members-added'],
  prepare(_before, people) {
    requireSome(people.userIds, 'userIds')
    return people
  },
  async run(context, { userIds, ...named }) {
    const { id } = await requireNamed(context.tx, context.pool.id, named)
    return addMembers.run(context, { id, userIds, isLeader: null })
  },
}

/** Refuses like `addNamedMembers`; who is not in the department is passed over. */
export const removeNamedMembers: Verb<'department.members-removed', People, Department> = {
  name: 'department.remove-members',
  admits: 'manager',
  emits: ['department.members-removed'],
  prepare(_before, people) {
    requireSome(people.userIds, 'userIds')
    return people
  },
  async run(context, { userIds, ...named }) {
    const { id } = await requireNamed(context.tx, context.pool.id, named)
    return removeMembers.run(context, { id, userIds })
  },
}

/** The people in a department, or in it and below it. */
export const listNamedMembers: Question<NamedDepartment & MemberPage, UserPage> = {
  name: 'department.members',
  admits: 'manager',
  async answer({ reader, pool }, { page, limit, order, withBelow, ...named }) {
    const department = await requireNamed(reader, pool.id, named)
    return listMembers(reader, department, { page, limit, order, withBelow })
  },
}

/** So many ids are told at once. */
const mostIds = 100_000

/** Who is in a department itself. 400 when that are more than 100,000. */
export const listMemberIds: Question<NamedDepartment, string[]> = {
  name: 'department.member-ids',
  admits: 'manager',
  async answer({ reader, pool }, named) {
    const ids = await findMemberIds(reader, await requireNamed(reader, pool.id, named), mostIds + 1)
    return ids.length > mostIds ? refuse(400, { variant: 'many', values: { field: 'userIds', max: mostIds } }) : ids
  },
}

/** People in a department, or in it and below it, in whose names the text stands. Counts, and refuses a text, like `searchUsers`. */
export const searchNamedMembers: Question<NamedDepartment & Page & { text: string; withBelow: boolean }, UserPage> = {
  name: 'department.search-members',
  admits: 'manager',
  async answer(before, { text, withBelow, page, limit, ...named }) {
    const { id } = await requireNamed(before.reader, before.pool.id, named)
    const belonging = { departments: [{ id, withBelow }] }
    return searchUsers.answer(before, { query: text, fields: null, belonging, page, limit })
  },
}

/** Whether somebody is in a department, or in it or below it. 2004 for nobody. */
export const isInDepartment: Question<NamedDepartment & { userId: string; withBelow: boolean }, boolean> = {
  name: 'department.has-member',
  admits: 'manager',
  async answer({ reader, pool }, { userId, withBelow, ...named }) {
    const department = await requireNamed(reader, pool.id, named)
    const user = (await findUserBy(reader, pool.id, 'id', userId)) ?? refuse(2004)
    return hasMember(reader, department, user.id, withBelow)
  },
}
