import { createPool } from '#domain/account/pool/create.ts'
import { deletePool } from '#domain/account/pool/delete.ts'
import { rotatePoolSecret } from '#domain/account/pool/rotate-secret.ts'
import { updatePool } from '#domain/account/pool/update.ts'
import { getPool, isDomainFree } from '#domain/tenancy/pool/find.ts'
import { listPools } from '#domain/tenancy/pool/list.ts'
import type { PoolInput } from '#domain/tenancy/pool/pool-input.ts'
import type { PoolOrder, UserPool } from '#domain/tenancy/pool/user-pool.ts'
import { graphqlDate } from '../../wire/user.ts'
import { encodeNewPool, encodePool, encodePoolTypes } from '../../wire/user-pool.ts'
import type { RowContext } from '../context.ts'

const encode = (pool: UserPool, { language }: RowContext) => encodePool(pool, graphqlDate, language)

const gone = { 'zh-CN': '删除成功！', 'en-US': 'Deleted.' }

export const userpoolQueries = {
  userpool: async (_args: object, context: RowContext) =>
    encode(await context.domain.ask(getPool, context.hints, {}), context),

  userpools: async (
    { page, limit, sortBy }: { page?: number | null; limit?: number | null; sortBy?: PoolOrder | null },
    context: RowContext,
  ) => {
    const { totalCount, list } = await context.domain.ask(listPools, context.hints, { page, limit, order: sortBy })
    return { totalCount, list: list.map((pool) => encode(pool, context)) }
  },

  userpoolTypes: async (_args: object, { language }: RowContext) => encodePoolTypes(language),

  isDomainAvaliable: ({ domain: name }: { domain: string }, { domain, hints }: RowContext) =>
    domain.ask(isDomainFree, hints, { domain: name }),
}

export const userpoolMutations = {
  createUserpool: async (input: PoolInput, context: RowContext) =>
    encodeNewPool(await context.domain.call(createPool, context.hints, input), graphqlDate, context.language),

  updateUserpool: async ({ input }: { input: PoolInput }, context: RowContext) =>
    encode(await context.domain.call(updatePool, context.hints, input), context),

  deleteUserpool: async (_args: object, { domain, hints, language }: RowContext) => {
    await domain.call(deletePool, hints, {})
    return { code: 200, message: gone[language] }
  },

  refreshUserpoolSecret: (_args: object, { domain, hints }: RowContext) => domain.call(rotatePoolSecret, hints, {}),
}
