import type { Question } from '#domain/shape/verb.ts'
import type { UserPool } from '../pool/user-pool.ts'
import type { Application } from './application.ts'
import { findFirstApplication } from './application-store.ts'

/** The pool that a request names, and the application where it names one. Refusals are those of any request: 2011, 2224, 2101. */
export const namedPlace: Question<object, { pool: UserPool; application: Application | null }> = {
  name: 'application.named',
  admits: 'anyone',
  answer: ({ pool, application }) => ({ pool, application }),
}

/** The first application of the pool, through which its people find the sign-in page; null when it has none. */
export const firstOfPool: Question<object, Application | null> = {
  name: 'application.first-of-pool',
  admits: 'anyone',
  answer: ({ reader, pool, ports }) => findFirstApplication(reader, ports.seal, pool.id),
}

/** What applications of the pool are called, by id. One that is gone has no name. */
export const nameApplications: Question<{ ids: Iterable<string> }, Map<string, string>> = {
  name: 'application.names',
  admits: 'anyone',
  async answer({ pool, ports }, { ids }) {
    const found = await Promise.all([...new Set(ids)].map((id) => ports.cached.application(id)))
    return new Map(
      found.flatMap((application) =>
        application?.userPoolId === pool.id ? [[application.id, application.name] as const] : [],
      ),
    )
  },
}
