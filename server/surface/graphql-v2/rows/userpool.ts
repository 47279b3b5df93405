import { createPool } from '#domain/pool/create.ts'
import { deletePool } from '#domain/pool/delete.ts'
import { getPool, isDomainFree } from '#domain/pool/find.ts'
import { listPools } from '#domain/pool/list.ts'
import type { PoolInput } from '#domain/pool/pool-input.ts'
import { rotatePoolSecret } from '#domain/pool/rotate-secret.ts'
import { updatePool } from '#domain/pool/update.ts'
import type { PoolOrder, UserPool } from '#domain/pool/user-pool.ts'
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
