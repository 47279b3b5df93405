import { refuse } from '@menshen/contract/errors'
import { type CodeKind, reachableKinds } from '#domain/messaging/message/reachable-kinds.ts'
import type { Question } from '#domain/shape/verb.ts'
import type { Agreement } from '#domain/tenancy/agreement/agreement.ts'
import { findAgreements } from '#domain/tenancy/agreement/agreement-store.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'

/** What a sign-in form needs to know; for the application that the request names. 2011 when it names none that exists. */
export const introduceApplication: Question<object, Introduced> = {
  name: 'application.introduce',
  admits: 'anyone',
  async answer({ reader, application, pool, ports }) {
    if (!application) refuse(2011)
    return {
      application,
      pool,
      publicKey: ports.keys.transport.publicPem,
      agreements: await findAgreements(reader, pool.id, application.id),
      codes: await reachableKinds(reader, ports.messages, pool.id),
    }
  },
}

export interface Introduced {
  application: Application
  pool: UserPool
  publicKey: string
  agreements: Agreement[]
  /** To which addresses codes can be sent. */
  codes: CodeKind[]
}
