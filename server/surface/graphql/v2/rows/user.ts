import { createUser } from '#domain/account/lifecycle/create.ts'
import { deleteUsers } from '#domain/account/lifecycle/delete.ts'
import { updateUser } from '#domain/account/lifecycle/update.ts'
import { isUserExists } from '#domain/account/register/exists.ts'
import { findByIdentity } from '#domain/people/identity/list.ts'
import type { Belonging } from '#domain/people/user/belonging.ts'
import { readParams } from '#domain/people/user/extras.ts'
import { findUserByIdentifier, getUser, getUsers } from '#domain/people/user/find.ts'
import type { User, UserKey } from '#domain/people/user/user.ts'
import type { UserPage } from '#domain/people/user/user-page.ts'
import { choiceOf } from '#domain/shape/choice.ts'
import { pageOf } from '#domain/shape/page.ts'
import { listUsers, searchUsers } from '#domain/structure/people-list/list.ts'
import { parseJwt } from '#platform/crypto/jwt.ts'
import { encodeUser, graphqlDate } from '../../../view/user.ts'
import type { RowsFor } from '../../engine/rows.ts'
import type { Arguments } from '../arguments.gen.ts'
import type { RowContext } from '../context.ts'

const encode = (user: User) => encodeUser(user, graphqlDate)
const encodePage = ({ totalCount, list }: UserPage) => ({ totalCount, list: list.map(encode) })

/** People who look at or change themselves find the token that they came with; see `encodeUser`. The domain has believed it. */
function encodeFor({ hints }: RowContext, user: User) {
  const own = hints.token !== undefined && parseJwt(hints.token)?.claims.sub === user.id
  return encodeUser(user, graphqlDate, own ? hints.token : null)
}

/** An empty list narrows nothing: clients send one for "any". */
function belongingOf({ departmentOpts, groupOpts, roleOpts }: Arguments['Query']['searchUser']): Belonging {
  return {
    ...(departmentOpts?.length && {
      departments: departmentOpts.map((asked) => ({
        id: asked?.departmentId ?? '',
        withBelow: asked?.includeChildrenDepartments ?? false,
      })),
    }),
    ...(groupOpts?.length && { groups: groupOpts.map((asked) => asked?.code ?? '') }),
    ...(roleOpts?.length && {
      roles: roleOpts.map((asked) => ({ namespace: asked?.namespace || 'default', code: asked?.code ?? '' })),
    }),
  }
}

export const userQueries = {
  async user({ id }, context) {
    const user = await context.domain.ask(getUser, context.hints, { id: id ?? null })
    return user && encodeFor(context, user)
  },

  async users({ page, limit, sortBy, excludeUsersInOrg }, { domain, hints }) {
    const order = sortBy ?? 'CREATEDAT_DESC'
    return encodePage(
      await domain.ask(listUsers, hints, { ...pageOf(page, limit), order, outside: excludeUsersInOrg ?? false }),
    )
  },

  async searchUser(args, { domain, hints }) {
    const belonging = belongingOf(args)
    // One that is null is no field, and is refused as any other.
    const fields = args.fields?.map(String) ?? null
    const input = { ...pageOf(args.page, args.limit), query: args.query, fields, belonging }
    return encodePage(await domain.ask(searchUsers, hints, input))
  },

  async userBatch({ ids, type }, { domain, hints }) {
    const key: UserKey = choiceOf(type || 'id', 'type', ['id', 'username', 'email', 'phone', 'externalId'])
    return (await domain.ask(getUsers, hints, { ids, key })).map(encode)
  },

  async findUser({ identity, ...lookup }, { domain, hints }) {
    const user = identity
      ? await domain.ask(findByIdentity, hints, identity)
      : await domain.ask(findUserByIdentifier, hints, lookup)
    return user && encode(user)
  },

  isUserExists: (lookup, { domain, hints }) => domain.call(isUserExists, hints, lookup),
} satisfies RowsFor<Arguments['Query'], RowContext>

export const userMutations = {
  async createUser({ userInfo, keepPassword, resetPasswordOnFirstLogin, params, identity }, { domain, hints }) {
    return encode(
      await domain.call(createUser, hints, {
        account: { ...userInfo, resetPasswordOnFirstLogin },
        password: userInfo.password ?? null,
        keepPassword: keepPassword ?? false,
        identities: identity ? [identity] : [],
        customData: readParams(params),
      }),
    )
  },

  async updateUser({ id, input }, context) {
    const user = await context.domain.call(updateUser, context.hints, { id: id ?? null, changes: input })
    return encodeFor(context, user)
  },

  async deleteUser({ id }, { domain, hints, language }) {
    await domain.call(deleteUsers, hints, { ids: [id] })
    return { code: 200, message: deleted[language] }
  },

  async deleteUsers({ ids }, { domain, hints, language }) {
    await domain.call(deleteUsers, hints, { ids })
    return { code: 200, message: deleted[language] }
  },
} satisfies RowsFor<Arguments['Mutation'], RowContext>

const deleted = { 'zh-CN': '删除成功！', 'en-US': 'Deleted.' } as const
