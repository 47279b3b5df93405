import { refuse } from '@menshen/contract/errors'
import type { Question } from '#domain/shape/verb.ts'
import type { Reader } from '#platform/database/database.ts'
import { findUserReadAs } from './claimed-address-store.ts'
import { keyOf, readsAs } from './identifier.ts'
import type { User, UserKey } from './user.ts'
import { findUserBy, findUsers } from './user-store.ts'

/** The person who asks, or for an administrator anybody; null when nobody has that id. */
export const getUser: Question<{ id?: string | null }, User | null> = {
  name: 'user.get',
  admits: 'any user or manager',
  answer({ reader, pool, caller }, { id }) {
    if (caller.kind === 'user') {
      if (id && id !== caller.userId) refuse(1001)
      return findUserBy(reader, pool.id, 'id', caller.userId)
    }
    return id ? findUserBy(reader, pool.id, 'id', id) : refuse(2231)
  },
}

export type UserLookup = Partial<Record<Exclude<UserKey, 'id'>, string | null>>

/** Whoever has one of these identifiers, tried in their order; null when nobody has. */
export async function lookUp(reader: Reader, userPoolId: string, lookup: UserLookup): Promise<User | null> {
  for (const [key, value] of Object.entries(lookup) as [Exclude<UserKey, 'id'>, string | null][]) {
    if (!value) continue
    const user = await findUserBy(reader, userPoolId, key, value)
    if (user) return user
  }
  return null
}

/** The person with one of these identifiers, tried in the order username, email, phone, external id; null when none. */
export const findUserByIdentifier: Question<UserLookup, User | null> = {
  name: 'user.find',
  admits: 'manager',
  answer: ({ reader, pool }, lookup) => lookUp(reader, pool.id, lookup),
}

/** Whether somebody has one of them as something else that it reads as. */
export async function isReadAs(
  reader: Reader,
  userPoolId: string,
  { username, email, phone }: UserLookup,
): Promise<boolean> {
  const read = username ? readsAs(username) : null
  if (read && (await findUserBy(reader, userPoolId, read.kind, read.key))) return true
  for (const address of [email && keyOf('email', email), phone && keyOf('phone', phone)])
    if (address && (await findUserReadAs(reader, userPoolId, address)).length > 0) return true
  return false
}

const maxBatch = 80

/** Those of up to 80 people who exist (2030 past that), in the order asked for. */
export const getUsers: Question<{ ids: string[]; key: UserKey }, User[]> = {
  name: 'user.batch',
  admits: 'manager',
  answer({ reader, pool }, { ids, key }) {
    if (ids.length > maxBatch) refuse(2030)
    return findUsers(reader, pool.id, key, ids)
  },
}
