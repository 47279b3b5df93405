import { refuse } from '@menshen/contract/errors'
import type { User } from '#domain/people/user/user.ts'
import { findUserBy } from '#domain/people/user/user-store.ts'
import type { Question } from '#domain/shape/verb.ts'

export interface OwnAccount {
  user: User | null
  /** The session is good for less than the account: see `strength.ts`. */
  borrowed: boolean
}

/** Who is signed in, and whether to the account itself. */
export const findOwnAccount: Question<object, OwnAccount> = {
  name: 'session.own-account',
  admits: 'any user',
  async answer({ reader, pool, caller }) {
    if (caller.kind !== 'user') refuse(2020)
    return { user: await findUserBy(reader, pool.id, 'id', caller.userId), borrowed: caller.strength === 'borrowed' }
  },
}
