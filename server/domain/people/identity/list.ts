import { refuse } from '@menshen/contract/errors'
import { type Domain, groundOf } from '#domain/shape/domain.ts'
import type { Question } from '#domain/shape/verb.ts'
import type { User } from '../user/user.ts'
import type { Identity } from './identity.ts'
import { findIdentities, findUserByIdentity } from './identity-store.ts'

/** What people have linked themselves. */
export const listOwnIdentities: Question<object, Identity[]> = {
  name: 'identity.list-own',
  admits: 'any user',
  answer: ({ reader, pool, caller }) =>
    caller.kind === 'user' ? findIdentities(reader, pool.id, [caller.userId]) : refuse(2020),
}

/** What these people have linked, by their id: one statement for all of them. For who has been let see them already. */
export async function identitiesOf(
  domain: Domain,
  userPoolId: string,
  userIds: readonly string[],
): Promise<Map<string, Identity[]>> {
  const lists = new Map<string, Identity[]>(userIds.map((id) => [id, []]))
  for (const identity of await findIdentities(groundOf(domain).unit.reader, userPoolId, [...lists.keys()]))
    lists.get(identity.userId)?.push(identity)
  return lists
}

export interface IdentityLookup {
  /** The clients say `provider` or `identifier`. */
  provider?: string | null
  identifier?: string | null
  userIdInIdp?: string | null
  isSocial?: boolean | null
}

/** The person who has this account at another provider; null when nobody has. 2231 when half of it is missing. */
export const findByIdentity: Question<IdentityLookup, User | null> = {
  name: 'identity.find-user',
  admits: 'manager',
  answer: ({ reader, pool }, { provider, identifier, userIdInIdp, isSocial }) =>
    findUserByIdentity(reader, pool.id, {
      provider: provider || identifier || refuse(2231),
      userIdInIdp: userIdInIdp || refuse(2231),
      isSocial: isSocial ?? null,
    }),
}
