import { containing } from '#domain/people/user/text-match-store.ts'
import type { Page } from '#domain/shape/page.ts'
import type { Reader } from '#platform/database/database.ts'
import { toDepartment } from '../organisation/department-store.ts'
import type { Department } from '../organisation/organisation.ts'

interface Departments {
  totalCount: number
  list: Department[]
}

export interface RootList extends Page {
  tenantId?: string | undefined
  isEnabled?: boolean | undefined
  text?: string
}

/** One page of the departments at the top of organisations, newest first, and how many there are. */
export async function listRoots(
  reader: Reader,
  userPoolId: string,
  { page, limit, tenantId, isEnabled, text }: RootList,
): Promise<Departments> {
  const organisations = reader
    .selectFrom('organisation')
    .where('organisation.user_pool_id', '=', userPoolId)
    .$if(tenantId !== undefined, (query) => query.where('tenant_id', '=', tenantId as string))
    .innerJoin('department', (join) =>
      join
        .onRef('department.user_pool_id', '=', 'organisation.user_pool_id')
        .onRef('department.organisation_id', '=', 'organisation.id')
        .on('department.parent_id', 'is', null),
    )
    .$if(isEnabled !== undefined, (query) => query.where('enabled', '=', isEnabled as boolean))
    .$if(text !== undefined, (query) => query.where(containing(text ?? '', ['name', 'code'])))
  const rows = await organisations
    .selectAll('department')
    .orderBy('organisation.created_at', 'desc')
    .orderBy('organisation.id', 'desc')
    .limit(limit)
    .offset((page - 1) * limit)
    .execute()
  const { total } = await organisations.select(({ fn }) => fn.countAll<string>().as('total')).executeTakeFirstOrThrow()
  return { totalCount: Number(total), list: rows.map(toDepartment) }
}

export interface ChildList {
  isEnabled?: boolean | undefined
  isVirtual?: boolean | undefined
}

/** What stands right below a department, in the order in which it is shown. */
export async function listBelow(
  reader: Reader,
  { userPoolId, id }: Department,
  { isEnabled, isVirtual }: ChildList,
): Promise<Department[]> {
  const rows = await reader
    .selectFrom('department')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('parent_id', '=', id)
    .$if(isEnabled !== undefined, (query) => query.where('enabled', '=', isEnabled as boolean))
    .$if(isVirtual !== undefined, (query) => query.where('is_virtual', '=', isVirtual as boolean))
    .orderBy('position', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(toDepartment)
}
