import { createPool } from '#domain/account/pool/create.ts'
import { deletePool } from '#domain/account/pool/delete.ts'
import { rotatePoolSecret } from '#domain/account/pool/rotate-secret.ts'
import { updatePool } from '#domain/account/pool/update.ts'
import { getPool, isDomainFree } from '#domain/tenancy/pool/find.ts'
import { listPools } from '#domain/tenancy/pool/list.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import { graphqlDate } from '../../../view/user.ts'
import { encodeNewPool, encodePool, encodePoolTypes } from '../../../view/user-pool.ts'
import type { RowsFor } from '../../engine/rows.ts'
import type { Arguments } from '../arguments.gen.ts'
import type { RowContext } from '../context.ts'

const encode = (pool: UserPool, { language }: RowContext) => encodePool(pool, graphqlDate, language)

const gone = { 'zh-CN': '删除成功！', 'en-US': 'Deleted.' }

export const userpoolQueries = {
  userpool: async (_args, context) => encode(await context.domain.ask(getPool, context.hints, {}), context),

  userpools: async ({ page, limit, sortBy }, context) => {
    const { totalCount, list } = await context.domain.ask(listPools, context.hints, { page, limit, order: sortBy })
    return { totalCount, list: list.map((pool) => encode(pool, context)) }
  },

  userpoolTypes: async (_args, { language }) => encodePoolTypes(language),

  isDomainAvaliable: ({ domain: name }, { domain, hints }) => domain.ask(isDomainFree, hints, { domain: name }),
} satisfies RowsFor<Arguments['Query'], RowContext>

export const userpoolMutations = {
  createUserpool: async (input, context) =>
    encodeNewPool(await context.domain.call(createPool, context.hints, input), graphqlDate, context.language),

  updateUserpool: async ({ input }, context) =>
    encode(await context.domain.call(updatePool, context.hints, input), context),

  deleteUserpool: async (_args, { domain, hints, language }) => {
    await domain.call(deletePool, hints, {})
    return { code: 200, message: gone[language] }
  },

  refreshUserpoolSecret: (_args, { domain, hints }) => domain.call(rotatePoolSecret, hints, {}),
} satisfies RowsFor<Arguments['Mutation'], RowContext>
