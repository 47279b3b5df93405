import { findGroupsOfUser } from '#domain/structure/group/group-store.ts'
import { findDepartments } from '#domain/structure/organisation/department-store.ts'
import { findMemberships } from '#domain/structure/organisation/member-store.ts'
import { findPostsOf } from '#domain/structure/post/holder-store.ts'
import { findRolesOfUser } from '#domain/structure/role/holder-store.ts'
import { findTenantsOfUser } from '#domain/structure/tenant/tenant-store.ts'
import type { Reader } from '#platform/database/database.ts'

/** What a person belongs to, by the names that people know it by. */
export interface Memberships {
  roles: { namespace: string; code: string }[]
  groups: { code: string; name: string }[]
  departments: { id: string; name: string; isLeader: boolean }[]
  tenants: { id: string; name: string }[]
  posts: { code: string; name: string }[]
}

const most = 500

export async function findMembershipsOf(
  reader: Reader,
  userPoolId: string,
  { userId, now }: { userId: string; now: Date },
): Promise<Memberships> {
  const roles = await findRolesOfUser(reader, userPoolId, { userId, now }, null)
  const groups = await findGroupsOfUser(reader, userPoolId, userId)
  const tenants = await findTenantsOfUser(reader, userPoolId, userId)
  const posts = await findPostsOf(reader, userPoolId, userId)
  const places = (await findMemberships(reader, userPoolId, userId)).slice(0, most)
  const departments = await findDepartments(
    reader,
    userPoolId,
    places.map(({ departmentId }) => departmentId),
  )
  const names = new Map(departments.map(({ id, name }) => [id, name]))
  return {
    roles: roles.slice(0, most).map(({ namespace, code }) => ({ namespace, code })),
    groups: groups.slice(0, most).map(({ code, name }) => ({ code, name })),
    departments: places.map(({ departmentId: id, isLeader }) => ({ id, name: names.get(id) ?? '', isLeader })),
    tenants: tenants.slice(0, most).map(({ id, name }) => ({ id, name })),
    posts: posts.slice(0, most).map(({ code, name }) => ({ code, name })),
  }
}
