import { refuse } from '@menshen/contract/errors'
import { type Page, pageOf } from '#domain/shape/page.ts'
import type { Question } from '#domain/shape/verb.ts'
import { findApplicationOf } from '#domain/tenancy/application/application-store.ts'
import type { SubAccount } from './sub-account.ts'
import { listSubAccounts as readPage } from './sub-account-store.ts'

export interface SubAccountsAsked extends Partial<Record<keyof Page, number | undefined>> {
  applicationId: string
  /** Only those of this main account. */
  userId?: string | undefined
}

/** The sub-accounts of an application, a page at a time, oldest first. 2011 no such application. */
export const listSubAccounts: Question<SubAccountsAsked, { totalCount: number; list: SubAccount[] }> = {
  name: 'sub-account.list',
  admits: 'manager',
  async answer({ reader, pool, ports }, { applicationId, userId, page, limit }) {
    if (!(await findApplicationOf(reader, ports.seal, pool.id, applicationId))) refuse(2011)
    return readPage(reader, { userPoolId: pool.id, applicationId }, pageOf(page, limit), userId)
  },
}
