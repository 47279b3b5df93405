import type { UserOrder } from '#domain/people/user/user-page.ts'
import { pageOf } from '#domain/shape/page.ts'
import { assignRoles, type RoleHolders, revokeRoles } from '#domain/structure/role/assign.ts'
import { createRole, type NewRole } from '#domain/structure/role/create.ts'
import { deleteRoles } from '#domain/structure/role/delete.ts'
import { getParentRole, getRole, listRoles } from '#domain/structure/role/find.ts'
import { listRoleMembers, rolesOfHolder, rolesOfUser } from '#domain/structure/role/members.ts'
import type { Role, RoleName } from '#domain/structure/role/role.ts'
import { type RoleChange, updateRole } from '#domain/structure/role/update.ts'
import { commonMessage, encodeRole } from '../../wire/structure.ts'
import { encodeUser, graphqlDate } from '../../wire/user.ts'
import type { RowContext } from '../context.ts'

const encode = (role: Role) => encodeRole(role, graphqlDate)
const encodeAll = (roles: Role[]) => ({ totalCount: roles.length, list: roles.map(encode) })

type PageArgs = { page?: number | null; limit?: number | null }

export const roleQueries = {
  async role(name: RoleName, { domain, hints }: RowContext) {
    const role = await domain.ask(getRole, hints, name)
    return role && encode(role)
  },

  async roles(
    { namespace, page, limit, sortBy }: PageArgs & { namespace?: string | null; sortBy?: UserOrder | null },
    { domain, hints }: RowContext,
  ) {
    const newestFirst = !sortBy?.endsWith('ASC')
    const asked = { namespace: namespace ?? null, newestFirst, ...pageOf(page, limit) }
    const { totalCount, list } = await domain.ask(listRoles, hints, asked)
    return { totalCount, list: list.map(encode) }
  },
}

interface HolderArgs {
  namespace?: string | null
  roleCode?: string | null
  roleCodes?: (string | null)[] | null
  userIds?: string[] | null
  groupCodes?: string[] | null
  nodeCodes?: string[] | null
}

function decodeHolders({ namespace, roleCode, roleCodes, userIds, groupCodes, nodeCodes }: HolderArgs): RoleHolders {
  const codes = [roleCode, ...(roleCodes ?? [])].filter((code): code is string => Boolean(code))
  return {
    codes,
    namespace: namespace ?? null,
    userIds: userIds ?? [],
    groupCodes: groupCodes ?? [],
    departments: nodeCodes ?? [],
  }
}

export const roleMutations = {
  createRole: async (input: NewRole, { domain, hints }: RowContext) =>
    encode(await domain.call(createRole, hints, input)),

  updateRole: async (input: RoleChange, { domain, hints }: RowContext) =>
    encode(await domain.call(updateRole, hints, input)),

  async deleteRole({ code, namespace }: RoleName, { domain, hints, language }: RowContext) {
    await domain.call(deleteRoles, hints, { codes: [code], namespace: namespace ?? null })
    return commonMessage(language)
  },

  async deleteRoles(
    { codeList, namespace }: { codeList: string[]; namespace?: string | null },
    { domain, hints, language }: RowContext,
  ) {
    await domain.call(deleteRoles, hints, { codes: codeList, namespace: namespace ?? null })
    return commonMessage(language)
  },

  async assignRole(args: HolderArgs, { domain, hints, language }: RowContext) {
    await domain.call(assignRoles, hints, decodeHolders(args))
    return commonMessage(language)
  },

  async revokeRole(args: HolderArgs, { domain, hints, language }: RowContext) {
    await domain.call(revokeRoles, hints, decodeHolders(args))
    return commonMessage(language)
  },
}

type Parent = { id: string }

export const roleFields = {
  Role: {
    async users({ page, limit }: PageArgs, { domain, hints }: RowContext, { code, namespace }: Role) {
      const asked = { code, namespace, ...pageOf(page, limit) }
      const { totalCount, list } = await domain.ask(listRoleMembers, hints, asked)
      return { totalCount, list: list.map((user) => encodeUser(user, graphqlDate)) }
    },
    async parent(_: object, { domain, hints }: RowContext, { parentId }: Role) {
      const parent = await domain.ask(getParentRole, hints, { parentId })
      return parent && encode(parent)
    },
  },
  User: {
    roles: async ({ namespace }: { namespace?: string | null }, { domain, hints }: RowContext, { id }: Parent) =>
      encodeAll(await domain.ask(rolesOfUser, hints, { userId: id, namespace: namespace ?? null })),
  },
  Node: {
    async roles({ namespace }: { namespace?: string | null }, { domain, hints }: RowContext, { id }: Parent) {
      const asked = { kind: 'department', id, namespace: namespace ?? null } as const
      return encodeAll(await domain.ask(rolesOfHolder, hints, asked))
    },
  },
}
