import { refuse } from '@menshen/contract/errors'
import type { Question } from '#domain/shape/verb.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import type { Consent } from './consent.ts'
import { findConsents } from './consent-store.ts'

/** More than anybody agreed to. */
const most = 500

/** What whoever asks agreed to tell which applications, the newest first. */
export const listConsents: Question<object, (Consent & { application: Application })[]> = {
  name: 'consent.list',
  admits: 'full user',
  async answer({ reader, pool, caller, ports: { cached } }) {
    if (caller.kind !== 'user') refuse(2020)
    const consents = await findConsents(reader, pool.id, caller.userId, most)
    const applications = await Promise.all(consents.map(({ applicationId }) => cached.application(applicationId)))
    return consents.flatMap((consent, at) => {
      const application = applications[at]
      return application ? { ...consent, application } : []
    })
  },
}
