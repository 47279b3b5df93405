import { type Domain, groundOf } from '#domain/shape/domain.ts'
import { findMembershipsOf } from './member-store.ts'

/** Where somebody works. */
interface Workplaces {
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
  const memberships = await findMembershipsOf(groundOf(domain).unit.reader, userPoolId, [...workplaces.keys()])
  for (const { userId, departmentId, isMain } of memberships) {
    const workplace = workplaces.get(userId)
    workplace?.departmentIds.push(departmentId)
    if (workplace && isMain) workplace.mainDepartmentId = departmentId
  }
  return workplaces
}
