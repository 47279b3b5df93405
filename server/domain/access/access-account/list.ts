import { refuse } from '@menshen/contract/errors'
import { type Page, pageOf } from '#domain/shape/page.ts'
import type { Question } from '#domain/shape/verb.ts'
import { hasApplication } from '#domain/tenancy/application/application-store.ts'
import type { AccessAccount } from './access-account.ts'
import { listAccessAccounts as readPage } from './access-account-store.ts'

/** The accounts of an application, oldest first, without their secrets. 2010 no id, 2011 not of this pool. */
export const listAccessAccounts: Question<
  Partial<Page> & { applicationId: string },
  { totalCount: number; list: AccessAccount[] }
> = {
  name: 'access-account.list',
  admits: 'manager',
  async answer({ reader, pool }, { applicationId, page, limit }) {
    if (!(await hasApplication(reader, pool.id, applicationId || refuse(2010)))) refuse(2011)
    return readPage(reader, pool.id, applicationId, pageOf(page, limit))
  },
}
