import { refuse } from '@menshen/contract/errors'
import { listEntered } from '#domain/entry/sign-in/application-user-store.ts'
import type { User } from '#domain/people/user/user.ts'
import { type Page, pageOf } from '#domain/shape/page.ts'
import type { Question } from '#domain/shape/verb.ts'
import { hasApplication } from '#domain/tenancy/application/application-store.ts'

/**
 * Who has signed in to an application in the last 30 days, or still may be in from before, the latest first; at most
 * 10,000 of them, which is as far as is counted as well. 2010 no id, 2011 not of this pool.
 */
export const listActiveUsers: Question<Partial<Page> & { id: string }, { totalCount: number; list: User[] }> = {
  name: 'application.list-active-users',
  admits: 'manager',
  async answer({ reader, pool, now }, { id, page, limit }) {
    if (!(await hasApplication(reader, pool.id, id || refuse(2010)))) refuse(2011)
    return listEntered(reader, pool.id, id, pageOf(page, limit), now)
  },
}
