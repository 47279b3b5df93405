import { pageOf } from '#domain/shape/page.ts'
import { assignRoles, type RoleHolders, revokeRoles } from '#domain/structure/role/assign.ts'
import { createRole } from '#domain/structure/role/create.ts'
import { deleteRoles } from '#domain/structure/role/delete.ts'
import { getParentRole, getRole, listRoles } from '#domain/structure/role/find.ts'
import { listRoleMembers, rolesOfHolder, rolesOfUser } from '#domain/structure/role/members.ts'
import type { Role } from '#domain/structure/role/role.ts'
import { updateRole } from '#domain/structure/role/update.ts'
import { commonMessage, encodeRole } from '../../../view/structure.ts'
import { encodeUser, graphqlDate } from '../../../view/user.ts'
import type { RowsFor } from '../../engine/rows.ts'
import type { Arguments } from '../arguments.gen.ts'
import type { RowContext } from '../context.ts'

const encode = (role: Role) => encodeRole(role, graphqlDate)
const encodeAll = (roles: Role[]) => ({ totalCount: roles.length, list: roles.map(encode) })

export const roleQueries = {
  async role(name, { domain, hints }) {
    const role = await domain.ask(getRole, hints, name)
    return role && encode(role)
  },

  async roles({ namespace, page, limit, sortBy }, { domain, hints }) {
    const newestFirst = !sortBy?.endsWith('ASC')
    const asked = { namespace: namespace ?? null, newestFirst, ...pageOf(page, limit) }
    const { totalCount, list } = await domain.ask(listRoles, hints, asked)
    return { totalCount, list: list.map(encode) }
  },
} satisfies RowsFor<Arguments['Query'], RowContext>

type HolderArgs = Arguments['Mutation']['assignRole']

function decodeHolders({ namespace, roleCode, roleCodes, userIds, groupCodes, nodeCodes }: HolderArgs): RoleHolders {
  const codes = [roleCode, ...(roleCodes ?? [])].filter((code): code is string => Boolean(code))
  return {
    roles: codes.map((code) => ({ code, namespace })),
    userIds: userIds ?? [],
    groupCodes: groupCodes ?? [],
    departments: nodeCodes ?? [],
  }
}

export const roleMutations = {
  createRole: async (input, { domain, hints }) => encode(await domain.call(createRole, hints, input)),

  updateRole: async (input, { domain, hints }) => encode(await domain.call(updateRole, hints, input)),

  async deleteRole({ code, namespace }, { domain, hints, language }) {
    await domain.call(deleteRoles, hints, { roles: [{ code, namespace }] })
    return commonMessage(language)
  },

  async deleteRoles({ codeList, namespace }, { domain, hints, language }) {
    await domain.call(deleteRoles, hints, { roles: codeList.map((code) => ({ code, namespace })) })
    return commonMessage(language)
  },

  async assignRole(args, { domain, hints, language }) {
    await domain.call(assignRoles, hints, decodeHolders(args))
    return commonMessage(language)
  },

  async revokeRole(args, { domain, hints, language }) {
    await domain.call(revokeRoles, hints, decodeHolders(args))
    return commonMessage(language)
  },
} satisfies RowsFor<Arguments['Mutation'], RowContext>

type Parent = { id: string }

export const roleFields = {
  Role: {
    async users({ page, limit }, { domain, hints }, { code, namespace }: Role) {
      const asked = { code, namespace, ...pageOf(page, limit) }
      const { totalCount, list } = await domain.ask(listRoleMembers, hints, asked)
      return { totalCount, list: list.map((user) => encodeUser(user, graphqlDate)) }
    },
    async parent(_, { domain, hints }, { parentId }: Role) {
      const parent = await domain.ask(getParentRole, hints, { parentId })
      return parent && encode(parent)
    },
  } satisfies RowsFor<Arguments['Role'], RowContext, 'parent'>,
  User: {
    roles: async ({ namespace }, { domain, hints }, { id }: Parent) =>
      encodeAll(await domain.ask(rolesOfUser, hints, { userId: id, namespace: namespace ?? null })),
  } satisfies RowsFor<Arguments['User'], RowContext>,
  Node: {
    async roles({ namespace }, { domain, hints }, { id }: Parent) {
      const asked = { kind: 'department', id, namespace: namespace ?? null } as const
      return encodeAll(await domain.ask(rolesOfHolder, hints, asked))
    },
  } satisfies RowsFor<Arguments['Node'], RowContext>,
}
