import type { Page } from '#domain/shape/page.ts'
import type { Before, Question } from '#domain/shape/verb.ts'
import { type FilterCondition, parseFilter } from './filter-input.ts'
import { filterUsers as readMatches } from './user-filter-store.ts'
import type { UserPage } from './user-page.ts'

/** People who meet every condition of a filter, newest first; without one, everybody. 2014 and 2015: see `parseFilter`. */
export const filterUsers: Question<Page & { filter: unknown }, UserPage> = {
  name: 'user.filter',
  admits: 'manager',
  async answer({ reader, pool, ports, now }, { filter, ...page }) {
    const conditions = await readFilter({ pool, ports }, filter)
    return readMatches(reader, pool.id, { ...page, order: 'CREATEDAT_DESC', conditions, now })
  },
}

/** The conditions of a filter; none without one. 2014 and 2015: see `parseFilter`. */
export async function readFilter(
  { pool, ports }: Pick<Before, 'pool' | 'ports'>,
  filter: unknown,
): Promise<FilterCondition[]> {
  return parseFilter(filter, (await ports.cached.customFields(pool.id))?.all ?? [])
}
