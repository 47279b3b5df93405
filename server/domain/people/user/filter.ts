import type { Page } from '#domain/shape/page.ts'
import type { Question } from '#domain/shape/verb.ts'
import { parseFilter } from './filter-input.ts'
import { filterUsers as readMatches } from './user-filter-store.ts'
import type { UserPage } from './user-page.ts'

/** People who meet every condition of a filter, newest first; without one, everybody. 2014 and 2015: see `parseFilter`. */
export const filterUsers: Question<Page & { filter: unknown }, UserPage> = {
  name: 'user.filter',
  admits: 'manager',
  async answer({ reader, pool, ports, now }, { filter, ...page }) {
    const fields = (await ports.cached.customFields(pool.id))?.all ?? []
    return readMatches(reader, pool.id, { ...page, now, conditions: parseFilter(filter, fields) })
  },
}
