import { refuse } from '@menshen/contract/errors'
import type { Belonging } from '#domain/people/user/belonging.ts'
import { readFilter } from '#domain/people/user/filter.ts'
import { listUsersOutside, listUsers as readPage } from '#domain/people/user/user-list-store.ts'
import { type SearchField, searchableFields, type UserOrder, type UserPage } from '#domain/people/user/user-page.ts'
import { requireFew } from '#domain/shape/list.ts'
import type { Page } from '#domain/shape/page.ts'
import { isStorable } from '#domain/shape/text.ts'
import type { Question } from '#domain/shape/verb.ts'
import { searchUsers as readMatches } from './user-search-store.ts'

/** `outside`: only those who are in no department. */
export const listUsers: Question<Page & { order: UserOrder; outside?: boolean }, UserPage> = {
  name: 'user.list',
  admits: 'manager',
  answer: ({ reader, pool }, { outside = false, ...input }) =>
    outside ? listUsersOutside(reader, pool.id, input) : readPage(reader, pool.id, input),
}

const defaultFields: SearchField[] = ['username', 'nickname', 'email', 'phone', 'name']

/** Departments, groups and roles that a search can be narrowed to at once. */
const mostCircles = 100

export interface UserSearch {
  query: string
  fields: string[] | null
  belonging?: Belonging
  /** Conditions as of `user.filter`, which all have to be met as well. */
  filter?: unknown
}

/**
 * People in whose fields the text stands, in any case, newest first. 2014 without a text, 2015 for a field that cannot be
 * searched, 2014 and 2015 the filter, 400 too many departments, groups or roles. Of a text that many have, `totalCount` is a number that there are at
 * the least: it grows towards the true one as one pages on.
 */
export const searchUsers: Question<Page & UserSearch, UserPage> = {
  name: 'user.search',
  admits: 'manager',
  async answer({ reader, pool, ports, now }, { query, fields, belonging = {}, filter, ...page }) {
    const text = query.trim()
    if (text === '' || text.length > 100 || !isStorable(text)) refuse(2014)
    const asked = [...new Set((fields ?? []).map((field) => (field === '_id' ? 'id' : field)))]
    if (!asked.every((field) => (searchableFields as readonly string[]).includes(field))) refuse(2015)
    for (const [name, list] of Object.entries(belonging)) requireFew(list ?? [], name, mostCircles)
    return readMatches(reader, pool.id, {
      ...page,
      text,
      fields: asked.length ? (asked as SearchField[]) : defaultFields,
      belonging,
      now,
      conditions: await readFilter({ pool, ports }, filter),
    })
  },
}
