import { refuse } from '@menshen/contract/errors'
import { findUsers } from '#domain/people/user/user-store.ts'
import { requireFew, requireSome } from '#domain/shape/list.ts'
import type { Context, Verb } from '#domain/shape/verb.ts'
import { namespaceOf } from '#domain/tenancy/namespace/require.ts'
import { findGroups } from '../group/group-store.ts'
import { resolveDepartments } from '../organisation/resolve.ts'
import { giveRoles, type HolderKind, takeRoles } from './holder-store.ts'
import { requireRoles } from './require.ts'
import { codeOf } from './role.ts'

/** Which roles, and whose. */
export interface RoleHolders {
  codes: string[]
  namespace?: string | null
  userIds: string[]
  groupCodes: string[]
  /** Ids of departments, or codes that only one department of the pool has. */
  departments: string[]
}

/** In one call. */
const most = 1_000

function parse(holders: RoleHolders): RoleHolders {
  const { codes, userIds, groupCodes, departments } = holders
  requireSome(codes, 'roleCodes', most)
  for (const [name, list] of Object.entries({ userIds, groupCodes, nodeCodes: departments }))
    requireFew(list, name, most)
  return {
    ...holders,
    codes: [...new Set(codes.map((code) => codeOf(code)))],
    namespace: namespaceOf(holders.namespace),
  }
}

type Told = 'role.assigned' | 'role.revoked'

function holderVerb(name: string, told: Told, change: typeof giveRoles): Verb<Told, RoleHolders, void> {
  return {
    name,
    admits: 'manager',
    emits: [told],
    prepare: (_before, holders) => parse(holders),
    async run(context, holders) {
      const { tx, pool, emit } = context
      const roles = await requireRoles(tx, pool.id, namespaceOf(holders.namespace), holders.codes)
      const roleIds = roles.map((role) => role.id)
      const found = await holdersOf(context, holders)
      for (const [kind, ids] of Object.entries(found) as [HolderKind, string[]][])
        if (ids.length > 0) await change(tx, pool.id, roleIds, kind, ids)
      const { user: userIds, group: groupIds, department: departmentIds } = found
      emit(told, { roleIds, userIds, groupIds, departmentIds })
    },
  }
}

/** Gives roles. 400 no role named, 404 a role, group or department is missing, 2004 a person is. */
export const assignRoles = holderVerb('role.assign', 'role.assigned', giveRoles)

/** Takes roles away; who does not have one is passed over. Refuses like `assignRoles`. */
export const revokeRoles = holderVerb('role.revoke', 'role.revoked', takeRoles)

async function holdersOf({ tx, pool }: Context, holders: RoleHolders): Promise<Record<HolderKind, string[]>> {
  const users = await findUsers(tx, pool.id, 'id', holders.userIds)
  if (users.length < new Set(holders.userIds).size) refuse(2004)
  const groups = await findGroups(tx, pool.id, holders.groupCodes)
  const missing = holders.groupCodes.find((code) => !groups.some((group) => group.code === code))
  if (missing !== undefined) refuse(404, { variant: 'group', values: { key: missing } })
  const departments = await resolveDepartments(tx, pool.id, holders.departments)
  return {
    user: users.map((user) => user.id),
    group: groups.map((group) => group.id),
    department: departments.map((department) => department.id),
  }
}
