import { refuse } from '@menshen/contract/errors'
import type { Belonging } from '#domain/people/user/belonging.ts'
import { readFilter } from '#domain/people/user/filter.ts'
import { filterUsers as readMatches } from '#domain/people/user/user-filter-store.ts'
import { listUsers as readPage } from '#domain/people/user/user-list-store.ts'
import type { UserOrder, UserPage } from '#domain/people/user/user-page.ts'
import { requireFew } from '#domain/shape/list.ts'
import type { Page } from '#domain/shape/page.ts'
import type { Question } from '#domain/shape/verb.ts'
import { peopleOf } from './belonging-store.ts'
import { searchUsers } from './list.ts'

export interface Browsing extends Page {
  /** A text that has to stand in one of the fields. */
  keywords?: string | undefined
  fields?: string[] | undefined
  /** Conditions as of `user.filter`. */
  filter?: unknown
  belonging?: Belonging | undefined
  /** Left out: the newest first. */
  order?: UserOrder | undefined
}

/**
 * People of the pool: all of them, or those whom a text, conditions and what they belong to leave; the page by an index and as exact a
 * count as each of `user.list`, `user.search` and `user.filter` has. Refuses as these do, and with 400 another order than the newest first of
 * who has a text.
 */
export const browseUsers: Question<Browsing, UserPage> = {
  name: 'user.browse',
  admits: 'manager',
  async answer(before, { keywords, fields = [], filter, belonging = {}, order = 'CREATEDAT_DESC', page, limit }) {
    const { reader, pool, now } = before
    if (keywords) {
      if (order !== 'CREATEDAT_DESC') refuse(400, { variant: 'misfit', values: { field: 'sort' } })
      return searchUsers.answer(before, { query: keywords, fields, filter, belonging, page, limit })
    }
    for (const [name, list] of Object.entries(belonging)) requireFew(list ?? [], name, 100)
    const conditions = await readFilter(before, filter)
    const circle = await peopleOf(reader, pool.id, belonging, now)
    if (conditions.length === 0 && !circle) return readPage(reader, pool.id, { page, limit, order })
    return readMatches(reader, pool.id, { page, limit, order, conditions, circle, now })
  },
}
