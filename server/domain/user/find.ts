import { refuse } from '@menshen/contract/errors'
import type { Question } from '../verb.ts'
import { parsePhone } from './identifier.ts'
import type { User, UserKey } from './user.ts'
import { findUserBy, findUsers } from './user-store.ts'

/** The person who asks, or for an administrator anybody; null when nobody has that id. */
export const getUser: Question<{ id?: string | null }, User | null> = {
  name: 'user.get',
  admits: 'user or manager',
  answer({ look, pool, caller }, { id }) {
    if (caller.kind === 'user') {
      if (id && id !== caller.userId) refuse(1001)
      return findUserBy(look, pool.id, 'id', caller.userId)
    }
    return id ? findUserBy(look, pool.id, 'id', id) : refuse(2231)
  },
}

export type UserLookup = Partial<Record<Exclude<UserKey, 'id'>, string | null>>

async function lookUp(
  look: Parameters<typeof findUserBy>[0],
  userPoolId: string,
  lookup: UserLookup,
): Promise<User | null> {
  for (const [key, value] of Object.entries(lookup) as [Exclude<UserKey, 'id'>, string | null][]) {
    if (!value) continue
    const user = await findUserBy(look, userPoolId, key, key === 'phone' ? (parsePhone(value)?.phone ?? value) : value)
    if (user) return user
  }
  return null
}

/** The person with one of these identifiers, tried in the order username, email, phone, external id; null when none. */
export const findUserByIdentifier: Question<UserLookup, User | null> = {
  name: 'user.find',
  admits: 'manager',
  answer: ({ look, pool }, lookup) => lookUp(look, pool.id, lookup),
}

/** Whether an identifier is taken. Asked by sign-up forms, so it needs no token. */
export const isUserExists: Question<UserLookup, boolean> = {
  name: 'user.exists',
  admits: 'anyone',
  answer: async ({ look, pool }, lookup) => (await lookUp(look, pool.id, lookup)) !== null,
}

export const maxBatch = 80

/** Those of up to 80 people who exist (2030 past that), in the order asked for. */
export const getUsers: Question<{ ids: string[]; key: UserKey }, User[]> = {
  name: 'user.batch',
  admits: 'manager',
  answer({ look, pool }, { ids, key }) {
    if (ids.length > maxBatch) refuse(2030)
    return findUsers(look, pool.id, key, ids)
  },
}
