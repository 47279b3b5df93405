import { isReservedLabel, parseLabel } from '#domain/shape/naming.ts'
import type { Question } from '#domain/shape/verb.ts'
import { isPoolDomainTaken } from './pool-store.ts'
import type { UserPool } from './user-pool.ts'

/** The pool itself, with its secrets: for callers who hold one of them already. */
export const getPool: Question<object, UserPool> = {
  name: 'pool.get',
  admits: 'manager',
  answer: ({ pool }) => pool,
}

/** Whether a pool may take this domain; its own is not free. 400 when it could be nobody's. */
export const isDomainFree: Question<{ domain: string }, boolean> = {
  name: 'pool.is-domain-free',
  admits: 'manager',
  async answer({ reader }, input) {
    const domain = parseLabel(input.domain, 'domain')
    return !isReservedLabel(domain) && !(await isPoolDomainTaken(reader, domain))
  },
}
