import { refuse } from '@menshen/contract/errors'
import { isReservedLabel, parseLabel } from '#domain/shape/naming.ts'
import { type Page, pageOf } from '#domain/shape/page.ts'
import type { Question } from '#domain/shape/verb.ts'
import { isPoolDomainTaken } from '../pool/pool-store.ts'
import type { Application } from './application.ts'
import {
  type ApplicationFilter,
  findApplicationByIdentifier,
  findApplicationOf,
  listApplications as readPage,
} from './application-store.ts'

/** One application of the pool. 2010 no id, 2011 unknown or another pool's. */
export const getApplication: Question<{ id: string }, Application> = {
  name: 'application.get',
  admits: 'manager',
  async answer({ reader, pool, ports }, { id }) {
    return (await findApplicationOf(reader, ports.seal, pool.id, id || refuse(2010))) ?? refuse(2011)
  },
}

/** The same for whoever wants to know its secret. */
export const getApplicationSecret: Question<{ id: string }, Application> = {
  ...getApplication,
  name: 'application.read-secret',
  admits: 'fresh manager',
}

/** The pool's applications, oldest first: all, or those that `ApplicationFilter` lets through. */
export const listApplications: Question<
  Partial<Page> & ApplicationFilter,
  { totalCount: number; list: Application[] }
> = {
  name: 'application.list',
  admits: 'manager',
  answer: ({ reader, pool, ports }, { page, limit, ...filter }) =>
    readPage(reader, ports.seal, pool.id, pageOf(page, limit), filter),
}

/** Whether a new application may be called so. 400 for what could be no application's identifier. */
export const isIdentifierFree: Question<{ identifier: string }, boolean> = {
  name: 'application.is-identifier-free',
  admits: 'manager',
  async answer({ reader, pool, ports }, input) {
    const identifier = parseLabel(input.identifier, 'domain')
    if (isReservedLabel(identifier) || (await isPoolDomainTaken(reader, identifier, pool.id))) return false
    return (await findApplicationByIdentifier(reader, ports.seal, identifier)) === null
  },
}
