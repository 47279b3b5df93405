import { refuse } from '@menshen/contract/errors'
import { findUsers } from '#domain/people/user/user-store.ts'
import { requireFew, requireSome } from '#domain/shape/list.ts'
import type { Context, Verb } from '#domain/shape/verb.ts'
import type { Tx } from '#platform/database/database.ts'
import { findGroups } from '../group/group-store.ts'
import { resolveDepartments } from '../organisation/resolve.ts'
import { giveRoles, type HolderKind, type Holders, takeRoles } from './holder-store.ts'
import { requireNamedRoles } from './require.ts'
import type { RoleName } from './role.ts'
import { type Term, type TermInput, termOf } from './term.ts'

/** Which roles, and whose. */
export interface RoleHolders {
  roles: RoleName[]
  userIds: string[]
  groupCodes: string[]
  /** Ids of departments, or codes that only one department of the pool has. */
  departments: string[]
}

/** In one call. */
const most = 1_000

function parse(holders: RoleHolders): RoleHolders {
  const { roles, userIds, groupCodes, departments } = holders
  requireSome(roles, 'roleCodes', most)
  for (const [name, list] of Object.entries({ userIds, groupCodes, nodeCodes: departments }))
    requireFew(list, name, most)
  return holders
}

/** Gives roles, for good or for a time: who has one already has it for that time from now on. 400 no role named or a time that cannot be, 404 a role, group or department is missing, 2004 a person is. */
export const assignRoles: Verb<'role.assigned', RoleHolders & TermInput, void, RoleHolders & Term> = {
  name: 'role.assign',
  admits: 'manager',
  emits: ['role.assigned'],
  prepare: ({ now }, { enableTime, endTime, ...holders }) => ({
    ...parse(holders),
    ...termOf({ enableTime, endTime }, now),
  }),
  async run(context, { beginsAt, expiresAt, ...holders }) {
    const found = await change(context, holders, (tx, given) => giveRoles(tx, given, { beginsAt, expiresAt }))
    context.emit('role.assigned', found)
  },
}

/** Takes roles away; who does not have one is passed over. Refuses like `assignRoles`. */
export const revokeRoles: Verb<'role.revoked', RoleHolders, void> = {
  name: 'role.revoke',
  admits: 'manager',
  emits: ['role.revoked'],
  prepare: (_before, holders) => parse(holders),
  run: async (context, holders) => context.emit('role.revoked', await change(context, holders, takeRoles)),
}

/** Answers whom it found, as events carry them. */
async function change<Told extends 'role.assigned' | 'role.revoked'>(
  context: Context<Told>,
  holders: RoleHolders,
  each: (tx: Tx, given: Holders) => Promise<void>,
) {
  const { tx, pool } = context
  const roles = await requireNamedRoles(tx, pool.id, holders.roles)
  const roleIds = roles.map((role) => role.id)
  const found = await holdersOf(context, holders)
  for (const [kind, ids] of Object.entries(found) as [HolderKind, string[]][])
    if (ids.length > 0) await each(tx, { userPoolId: pool.id, roleIds, kind, ids })
  return { roleIds, userIds: found.user, groupIds: found.group, departmentIds: found.department }
}

async function holdersOf(
  { tx, pool }: Pick<Context, 'tx' | 'pool'>,
  holders: RoleHolders,
): Promise<Record<HolderKind, string[]>> {
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
