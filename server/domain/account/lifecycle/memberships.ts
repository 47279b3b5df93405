import { findGroupsOfUser } from '#domain/structure/group/group-store.ts'
import { findDepartments } from '#domain/structure/organisation/department-store.ts'
import { findMemberships } from '#domain/structure/organisation/member-store.ts'
import { findRolesOfUser } from '#domain/structure/role/holder-store.ts'
import { findTenantsOfUser } from '#domain/structure/tenant/tenant-store.ts'
import type { Look } from '#platform/database/database.ts'

/** What a person belongs to, by the names that people know it by. */
export interface Memberships {
  roles: { namespace: string; code: string }[]
  groups: { code: string; name: string }[]
  departments: { id: string; name: string; isLeader: boolean }[]
  tenants: { id: string; name: string }[]
}

const most = 500

export async function findMembershipsOf(look: Look, userPoolId: string, userId: string): Promise<Memberships> {
  const roles = await findRolesOfUser(look, userPoolId, userId, null)
  const groups = await findGroupsOfUser(look, userPoolId, userId)
  const tenants = await findTenantsOfUser(look, userPoolId, userId)
  const places = (await findMemberships(look, userPoolId, userId)).slice(0, most)
  const departments = await findDepartments(
    look,
    userPoolId,
    places.map(({ departmentId }) => departmentId),
  )
  const names = new Map(departments.map(({ id, name }) => [id, name]))
  return {
    roles: roles.slice(0, most).map(({ namespace, code }) => ({ namespace, code })),
    groups: groups.slice(0, most).map(({ code, name }) => ({ code, name })),
    departments: places.map(({ departmentId: id, isLeader }) => ({ id, name: names.get(id) ?? '', isLeader })),
    tenants: tenants.slice(0, most).map(({ id, name }) => ({ id, name })),
  }
}
