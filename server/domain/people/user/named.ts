import { refuse } from '@menshen/contract/errors'
import type { Admission } from '#domain/shape/caller.ts'
import { requireFew, requireSome } from '#domain/shape/list.ts'
import type { AnyVerb, Before, Question } from '#domain/shape/verb.ts'
import { findByCustomValues, findByIdentities, type Meant, type PairedName } from './named-user-store.ts'
import type { User, UserKey } from './user.ts'
import { findEachUser } from './user-store.ts'

/** By what an administrator calls people, by its names on the wire. */
export const userIdTypes = [
  'user_id',
  'external_id',
  'phone',
  'email',
  'username',
  'identity',
  'sync_relation',
  'custom_field',
] as const

export type UserIdType = (typeof userIdTypes)[number]

/** Somebody as an administrator calls them. `identity` is `<source or provider>:<id there>`, `custom_field` is `<field>:<value>`. */
export interface Named {
  userId: string
  /** Left out: `user_id`. */
  userIdType?: UserIdType | undefined
}

export interface NamedMany {
  userIds: readonly string[]
  userIdType?: UserIdType | undefined
}

const keys: Partial<Record<UserIdType, UserKey>> = {
  user_id: 'id',
  external_id: 'externalId',
  phone: 'phone',
  email: 'email',
  username: 'username',
}

type Reading = Pick<Before, 'reader' | 'pool'>

/**
 * Each of the people who are called so, and null for a name that nobody has, in the order asked for. 400 for more than 1,000 names, for a name of two parts that has
 * one, and for a value that several people have in a custom field; 1000 for the relations of a directory that is kept in step.
 */
async function findNamedEach(
  { reader, pool }: Reading,
  { userIds, userIdType = 'user_id' }: NamedMany,
): Promise<(User | null)[]> {
  requireFew(userIds, 'userIds')
  const key = keys[userIdType]
  if (key) return findEachUser(reader, pool.id, key, userIds)
  if (userIdType === 'sync_relation') refuse(1000, { variant: 'notBuilt', values: { operation: 'sync_relation' } })
  const names = userIds.map((name) => pairOf(name, userIdType))
  const meant = await (userIdType === 'identity' ? findByIdentities : findByCustomValues)(reader, pool.id, names)
  const ids = names.map((_name, at) => idAt(meant, at + 1))
  const people = await findEachUser(
    reader,
    pool.id,
    'id',
    [...new Set(ids)].filter((id) => id !== null),
  )
  return ids.map((id) => people.find((user) => user?.id === id) ?? null)
}

function pairOf(name: string, type: UserIdType): PairedName {
  const colon = name.indexOf(':')
  const [of, value] = [name.slice(0, Math.max(0, colon)), name.slice(colon + 1)]
  if (of && value) return { of, value }
  const example = type === 'identity' ? '<extIdpId>:<userIdInIdp>' : '<key>:<value>'
  return refuse(400, { variant: 'like', values: { field: 'userId', example } })
}

function idAt(meant: readonly Meant[], at: number): string | null {
  const [first, second] = meant.filter((one) => one.at === at)
  if (second) refuse(400, { variant: 'severalPeople', values: { field: 'userId' } })
  return first?.id ?? null
}

/** The person who is called so; 2004 when nobody is, and see `findNamedEach`. */
async function demandNamed(before: Reading, { userId, userIdType }: Named): Promise<User> {
  const [user] = await findNamedEach(before, { userIds: [userId], userIdType })
  return user ?? refuse(2004)
}

/** The ids of the people who are called so, in their order; 2004 when one of them is nobody, 400 without any, and see `findNamedEach`. */
async function demandNamedMany(before: Reading, named: NamedMany): Promise<string[]> {
  requireSome(named.userIds, 'userIds')
  return (await findNamedEach(before, named)).map((user) => user?.id ?? refuse(2004))
}

/** The person who is called so, for an administrator; refuses as `demandNamed`. */
export const getNamedUser: Question<Named, User> = {
  name: 'user.demand',
  admits: 'manager',
  answer: demandNamed,
}

/** Those of the people who are called so, each once, in the order asked for. 400 without a name, and see `findNamedEach`. */
export const getNamedUsers: Question<NamedMany, User[]> = {
  name: 'user.named',
  admits: 'manager',
  async answer(before, named) {
    requireSome(named.userIds, 'userIds')
    const people = (await findNamedEach(before, named)).filter((user) => user !== null)
    return [...new Map(people.map((user) => [user.id, user])).values()]
  },
}

/** Managers alone name others; where they need a fresh sign-in, they need it by whatever name. */
const forManagers = ({ admits }: { admits: Admission }): Admission => (admits === 'fresh manager' ? admits : 'manager')

/** What a question or a verb about somebody is given once it is known who that is. */
type About<Input> = Named & { given: (userId: string) => Input }
type AboutMany<Input> = NamedMany & { given: (userIds: string[]) => Input }

/**
 * A question about somebody who is called by more than their id: it is found out who that is before it is asked. 2004 when nobody is called so.
 * For administrators alone: who may ask of themselves only learns from no answer who has which name.
 */
export function askOfNamed<Input, Output>(question: Question<Input, Output>): Question<About<Input>, Output> {
  return {
    ...question,
    admits: forManagers(question),
    answer: async (before, { given, ...named }) =>
      question.answer(before, given((await demandNamed(before, named)).id)),
  }
}

/** The same of a verb that does something to somebody. */
export function doToNamed<Input, Output, Prepared>(
  verb: AnyVerb<Input, Output, Prepared>,
): AnyVerb<About<Input>, Output, Prepared> {
  return {
    ...verb,
    admits: forManagers(verb),
    prepare: async (before, { given, ...named }) => verb.prepare(before, given((await demandNamed(before, named)).id)),
  }
}

/** The same of a verb that does something to several people; 2004 when one of the names is nobody's. */
export function doToNamedMany<Input, Output, Prepared>(
  verb: AnyVerb<Input, Output, Prepared>,
): AnyVerb<AboutMany<Input>, Output, Prepared> {
  return {
    ...verb,
    admits: forManagers(verb),
    prepare: async (before, { given, ...named }) => verb.prepare(before, given(await demandNamedMany(before, named))),
  }
}
