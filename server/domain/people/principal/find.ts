import { refuse } from '@menshen/contract/errors'
import type { Question } from '#domain/shape/verb.ts'
import { findUser } from '../user/user-store.ts'
import type { Principal } from './principal.ts'
import { findPrincipal } from './principal-store.ts'

/** Who the caller is known to be; null while nobody has confirmed it, because the clients take a record for a yes. */
export const getOwnPrincipal: Question<object, Principal | null> = {
  name: 'principal.get-own',
  admits: 'any user',
  async answer({ reader, pool, caller, ports }) {
    if (caller.kind !== 'user') refuse(2020)
    const principal = await findPrincipal(reader, ports.seal, pool.id, caller.userId)
    return principal?.status === 'verified' ? principal : null
  },
}

/**
 * What somebody said and whether it is confirmed, for an administrator; null when nothing was said. 2004 nobody of that
 * id.
 */
export const getPrincipal: Question<{ userId: string }, Principal | null> = {
  name: 'principal.get',
  admits: 'manager',
  async answer({ reader, pool, ports }, { userId }) {
    if (!(await findUser(reader, pool.id, userId))) refuse(2004)
    return findPrincipal(reader, ports.seal, pool.id, userId)
  },
}
