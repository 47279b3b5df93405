import { type Page, pageOf } from '#domain/shape/page.ts'
import type { Question } from '#domain/shape/verb.ts'
import { requirePlatformOwner } from './platform-owner.ts'
import { listPools as readPage } from './pool-store.ts'
import type { PoolOrder, UserPool } from './user-pool.ts'

/** The caller's pools, all there are for the operator; the newest first unless asked otherwise. 1001 see `requirePlatformOwner`. */
export const listPools: Question<
  { [Name in keyof Page]?: number | null | undefined } & { order?: PoolOrder | null | undefined },
  { totalCount: number; list: UserPool[] }
> = {
  name: 'pool.list',
  admits: 'full user or manager',
  async answer(before, { page, limit, order }) {
    const { id, isOperator } = await requirePlatformOwner(before)
    const wanted = { ...pageOf(page, limit), order: order ?? 'CREATEDAT_DESC' }
    return readPage(before.reader, before.ports.seal, isOperator ? null : id, wanted)
  },
}
