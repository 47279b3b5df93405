import { refuse } from '@menshen/contract/errors'
import { type Page, pageOf } from '#domain/shape/page.ts'
import type { Question } from '#domain/shape/verb.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import { findEnterable } from './access-store.ts'

/** The applications that the caller may enter, oldest first. */
export const listEnterable: Question<Partial<Page>, { totalCount: number; list: Application[] }> = {
  name: 'application-access.list-enterable',
  admits: 'full user',
  async answer({ reader, pool, caller, ports, now }, { page, limit }) {
    if (caller.kind !== 'user') refuse(2020)
    const { totalCount, ids } = await findEnterable(
      reader,
      pool.id,
      { userId: caller.userId, now },
      pageOf(page, limit),
    )
    const found = await Promise.all(ids.map((id) => ports.cached.application(id)))
    return { totalCount, list: found.filter((one) => one !== null) }
  },
}
