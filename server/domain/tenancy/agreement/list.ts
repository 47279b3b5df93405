import { refuse } from '@menshen/contract/errors'
import type { Question } from '#domain/shape/verb.ts'
import { hasApplication } from '../application/application-store.ts'
import type { Agreement } from './agreement.ts'
import { findAgreements } from './agreement-store.ts'

/** All of an application, in their order. 2010 no id, 2011 not of this pool. */
export const listAgreements: Question<{ applicationId: string }, Agreement[]> = {
  name: 'agreement.list',
  admits: 'manager',
  async answer({ reader, pool }, { applicationId }) {
    if (!(await hasApplication(reader, pool.id, applicationId || refuse(2010)))) refuse(2011)
    return findAgreements(reader, pool.id, applicationId)
  },
}
