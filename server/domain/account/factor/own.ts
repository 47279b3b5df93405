import { refuse } from '@menshen/contract/errors'
import { factorOf, factors } from '#domain/entry/factor/factor.ts'
import type { User } from '#domain/people/user/user.ts'
import { findUser } from '#domain/people/user/user-store.ts'
import type { Before, Question } from '#domain/shape/verb.ts'
import type { FactorKind } from '#domain/tenancy/mfa/factor-kind.ts'

/** The kinds that go by these names; passkeys have operations of their own. */
export const namedKinds = ['totp', 'sms', 'email', 'face'] as const satisfies readonly FactorKind[]
export type NamedKind = (typeof namedKinds)[number]

/** A second factor of a person. An address is one, whoever set it. */
export interface OwnFactor {
  id: string
  kind: NamedKind
  user: User
}

/** A person has one of a kind. */
function idOf(user: User, kind: NamedKind): string {
  return `${user.id}.${kind}`
}

function factorsOf(user: User): OwnFactor[] {
  return namedKinds
    .filter((kind) => factorOf(kind)?.isUsable(user))
    .map((kind) => ({ id: idOf(user, kind), kind, user }))
}

/** 6003 for a factor that the person does not have. */
export function demandFactor(user: User, id: string): OwnFactor {
  return factorsOf(user).find((factor) => factor.id === id) ?? refuse(6003)
}

/** The person who asks; 2206 when they were deleted this moment. */
export async function askingPerson({
  reader,
  pool,
  caller,
}: Pick<Before, 'reader' | 'pool' | 'caller'>): Promise<User> {
  if (caller.kind !== 'user') refuse(2020)
  return (await findUser(reader, pool.id, caller.userId)) ?? refuse(2206)
}

export const listOwnFactors: Question<object, OwnFactor[]> = {
  name: 'factor.list-own',
  admits: 'any user',
  answer: async (before) => factorsOf(await askingPerson(before)),
}

/** 6003 for a factor that the person does not have. */
export const getOwnFactor: Question<{ id: string }, OwnFactor> = {
  name: 'factor.get-own',
  admits: 'any user',
  answer: async (before, { id }) => demandFactor(await askingPerson(before), id),
}

/** What a person has not set up yet, and could here. */
export const listFactorsToEnrol: Question<object, NamedKind[]> = {
  name: 'factor.list-to-enrol',
  admits: 'any user',
  async answer(before) {
    const user = await askingPerson(before)
    const open = factors.filter((factor) => !factor.isUsable(user) && (factor.kind !== 'face' || before.ports.face))
    return namedKinds.filter((kind) => open.some((factor) => factor.kind === kind))
  },
}
