import { getPool, isDomainFree } from '#domain/pool/find.ts'
import type { PoolInput } from '#domain/pool/pool-input.ts'
import { rotatePoolSecret } from '#domain/pool/rotate-secret.ts'
import { updatePool } from '#domain/pool/update.ts'
import { graphqlDate } from '../../wire/user.ts'
import { encodePool } from '../../wire/user-pool.ts'
import type { RowContext } from '../context.ts'

export const userpoolQueries = {
  userpool: async (_args: object, { domain, hints }: RowContext) =>
    encodePool(await domain.ask(getPool, hints, {}), graphqlDate),

  isDomainAvaliable: ({ domain: name }: { domain: string }, { domain, hints }: RowContext) =>
    domain.ask(isDomainFree, hints, { domain: name }),
}

export const userpoolMutations = {
  updateUserpool: async ({ input }: { input: PoolInput }, { domain, hints }: RowContext) =>
    encodePool(await domain.call(updatePool, hints, input), graphqlDate),

  refreshUserpoolSecret: (_args: object, { domain, hints }: RowContext) => domain.call(rotatePoolSecret, hints, {}),
}
