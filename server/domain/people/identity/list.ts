import { refuse } from '@menshen/contract/errors'
import { type Domain, groundOf } from '#domain/shape/domain.ts'
import type { Question } from '#domain/shape/verb.ts'
import { findConnections } from '#domain/tenancy/identity-source/connection-store.ts'
import type { IdentitySource } from '#domain/tenancy/identity-source/source.ts'
import { findSources } from '#domain/tenancy/identity-source/source-store.ts'
import type { User } from '../user/user.ts'
import { findUser } from '../user/user-store.ts'
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

/** What somebody has linked, for an administrator. 2004 nobody of that id. */
export const listIdentities: Question<{ userId: string }, Identity[]> = {
  name: 'identity.list',
  admits: 'manager',
  async answer({ reader, pool }, { userId }) {
    if (!(await findUser(reader, pool.id, userId))) refuse(2004)
    return findIdentities(reader, pool.id, [userId])
  },
}

/** A linked account with the identity source that it is at, as far as there still is one. */
export interface PlacedIdentity extends Identity {
  source: IdentitySource | null
  logo: string | null
}

/** The same with where each is. 2004 nobody of that id. */
export const listPlacedIdentities: Question<{ userId: string }, PlacedIdentity[]> = {
  name: 'identity.list-placed',
  admits: 'manager',
  async answer(before, input) {
    const { reader, pool } = before
    const identities = await listIdentities.answer(before, input)
    const sources = await findSources(reader, pool.id, null)
    const used = sources.filter(({ id }) => identities.some(({ extIdpId }) => extIdpId === id))
    const connections = await findConnections(
      reader,
      pool.id,
      used.map(({ id }) => id),
    )
    return identities.map((identity) => ({
      ...identity,
      source: used.find(({ id }) => id === identity.extIdpId) ?? null,
      logo: connections.find(({ id }) => id === identity.connectionId)?.logo ?? null,
    }))
  },
}
