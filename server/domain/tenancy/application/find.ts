import { refuse } from '@menshen/contract/errors'
import { type Page, pageOf } from '#domain/shape/page.ts'
import type { Question } from '#domain/shape/verb.ts'
import type { Application } from './application.ts'
import { findApplicationOf, listApplications as readPage } from './application-store.ts'

/** One application of the pool. 2010 no id, 2011 unknown or another pool's. */
export const getApplication: Question<{ id: string }, Application> = {
  name: 'application.get',
  admits: 'manager',
  async answer({ reader, pool, ports }, { id }) {
    return (await findApplicationOf(reader, ports.seal, pool.id, id || refuse(2010))) ?? refuse(2011)
  },
}

/** The pool's applications, oldest first. */
export const listApplications: Question<Partial<Page>, { totalCount: number; list: Application[] }> = {
  name: 'application.list',
  admits: 'manager',
  answer: ({ reader, pool, ports }, { page, limit }) => readPage(reader, ports.seal, pool.id, pageOf(page, limit)),
}
