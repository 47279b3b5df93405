import { type RawBuilder, sql } from 'kysely'
import { containing } from '#domain/people/user/text-match-store.ts'
import type { Page } from '#domain/shape/page.ts'
import type { Reader } from '#platform/database/database.ts'
import { patternOf } from '#platform/database/like-pattern.ts'
import { toDepartment } from '../organisation/department-store.ts'
import type { Department } from '../organisation/organisation.ts'
import type { Condition } from './filter.ts'

export interface DepartmentOrder {
  by: 'createdAt' | 'updatedAt' | 'name'
  isDescending: boolean
}

export interface Search extends Page {
  text?: string
  conditions: Condition[]
  order: DepartmentOrder[]
}

const orderColumns = { createdAt: 'created_at', updatedAt: 'updated_at', name: 'name' } as const

/** One page of the departments of the organisation that a root stands for, and how many there are. */
export async function searchWithin(
  reader: Reader,
  { userPoolId, organisationId }: Department,
  { page, limit, text, conditions, order }: Search,
): Promise<{ totalCount: number; list: Department[] }> {
  const found = reader
    .selectFrom('department')
    .where('user_pool_id', '=', userPoolId)
    .where('organisation_id', '=', organisationId)
    .$if(text !== undefined, (query) => query.where(containing(text ?? '', ['name', 'code'])))
    .$if(conditions.length > 0, (query) =>
      query.where(sql<boolean>`${sql.join(conditions.map(conditionSql), sql` AND `)}`),
    )
  const last = order.at(-1)?.isDescending ?? true
  let sorted = found.selectAll()
  for (const { by, isDescending } of order.length > 0 ? order : [{ by: 'createdAt', isDescending: true } as const])
    sorted = sorted.orderBy(orderColumns[by], isDescending ? 'desc' : 'asc')
  const rows = await sorted
    .orderBy('id', last ? 'desc' : 'asc')
    .limit(limit)
    .offset((page - 1) * limit)
    .execute()
  const { total } = await found.select(({ fn }) => fn.countAll<string>().as('total')).executeTakeFirstOrThrow()
  return { totalCount: Number(total), list: rows.map(toDepartment) }
}

function conditionSql({ column, operator, values }: Condition): RawBuilder<boolean> {
  const ref = sql.ref(column)
  const [first, second] = values
  if (operator === 'CONTAINS') return sql`${ref} ILIKE ${patternOf(String(first))}`
  if (operator === 'IN') return sql`${ref} = any(${values}::text[])`
  if (operator === 'GREATER') return sql`${ref} >= ${first}`
  if (operator === 'LESSER') return sql`${ref} <= ${first}`
  if (operator === 'BETWEEN') return sql`${ref} BETWEEN ${first} AND ${second}`
  return sql`${ref} = ${first}`
}
