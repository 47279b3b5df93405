import { refuse } from '@menshen/contract/errors'
import { type Page, pageOf } from '#domain/shape/page.ts'
import type { Before, Question } from '#domain/shape/verb.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import { findEnterable } from './access-store.ts'

/** One page of the applications that the caller may enter, oldest first. */
export const listEnterable: Question<Partial<Page>, { totalCount: number; list: Application[] }> = {
  name: 'application-access.list-enterable',
  admits: 'full user',
  answer: (before, { page, limit }) => enterable(before, pageOf(page, limit)),
}

/** The same for other rooms. 2020 for who is no person. */
export async function enterable({ reader, pool, caller, ports }: Before, page: Page) {
  if (caller.kind !== 'user') refuse(2020)
  const { totalCount, ids } = await findEnterable(reader, pool.id, caller.userId, page)
  const found = await Promise.all(ids.map((id) => ports.cached.application(id)))
  return { totalCount, list: found.filter((one) => one !== null) }
}
