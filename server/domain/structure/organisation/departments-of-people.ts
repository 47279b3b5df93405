import { sql } from 'kysely'
import { type Domain, groundOf } from '#domain/shape/domain.ts'

/** Where somebody works. */
export interface Workplaces {
  departmentIds: string[]
  mainDepartmentId: string | null
}

/** The departments of people whom a door is about to tell, by their id: one statement for all of them. In the order in which they joined. */
export async function departmentsOfPeople(
  domain: Domain,
  userPoolId: string,
  userIds: readonly string[],
): Promise<Map<string, Workplaces>> {
  const workplaces = new Map<string, Workplaces>(
    userIds.map((id) => [id, { departmentIds: [], mainDepartmentId: null }]),
  )
  const rows = await groundOf(domain)
    .unit.reader.selectFrom('department_member')
    .select(['user_id', 'department_id', 'is_main'])
    .where('user_pool_id', '=', userPoolId)
    .where('user_id', '=', sql<string>`any(${[...workplaces.keys()]}::text[])`)
    .orderBy('joined_at')
    .orderBy('department_id')
    .execute()
  for (const { user_id, department_id, is_main } of rows) {
    const workplace = workplaces.get(user_id)
    workplace?.departmentIds.push(department_id)
    if (workplace && is_main) workplace.mainDepartmentId = department_id
  }
  return workplaces
}
