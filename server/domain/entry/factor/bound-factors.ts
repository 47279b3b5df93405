import { refuse } from '@menshen/contract/errors'
import type { Prepared } from '#domain/messaging/message/enqueue.ts'
import type { User } from '#domain/people/user/user.ts'
import { findUser } from '#domain/people/user/user-store.ts'
import type { Question, Verb } from '#domain/shape/verb.ts'
import type { FactorKind } from '#domain/tenancy/mfa/factor-kind.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import { forgetWrongFactors } from '../mfa/tries.ts'
import { changeFactors, prepareFactorNotice } from './change-factors.ts'
import { enrolledFactors, factorOf, factors } from './factor.ts'

/** What a person has set up, for an administrator. 2004 nobody of that id. */
export const getBoundFactors: Question<{ userId: string }, { user: User; kinds: FactorKind[] }> = {
  name: 'mfa.bound-factors',
  admits: 'manager',
  async answer({ reader, pool }, { userId }) {
    const user = (await findUser(reader, pool.id, userId)) ?? refuse(2004)
    return { user, kinds: enrolledFactors(user) }
  },
}

/**
 * An administrator takes factors from a person who has lost them: one kind, or all. The person is signed out everywhere, if
 * there was anything to take, and wrong tries are forgotten. 400 a kind that nobody can have set up, 2004 nobody of that id.
 */
export const resetFactors: Verb<
  'user.factors-reset' | 'user.factors-changed',
  { userId: string; kind: FactorKind | null },
  void,
  { userId: string; kinds: FactorKind[]; notice: Prepared | null }
> = {
  name: 'mfa.reset-factors',
  admits: 'manager',
  emits: ['user.factors-reset', 'user.factors-changed'],
  async prepare(before, { userId, kind }) {
    if (kind && !factorOf(kind)?.remove) refuse(400, { variant: 'misfit', values: { field: 'type' } })
    const user = (await findUser(before.reader, before.pool.id, userId)) ?? refuse(2004)
    const kinds = enrolledFactors(user).filter((each) => kind === null || each === kind)
    return { userId, kinds, notice: kinds.length > 0 ? await prepareFactorNotice(before, user) : null }
  },
  async run(context, { userId, kinds, notice }) {
    context.emit('user.factors-reset', { userId, kinds })
    for (const { kind, remove } of factors) if (kinds.includes(kind)) await remove?.(context, userId)
    await forgetWrongFactors(context, { id: userId, userPoolId: context.pool.id })
    if (kinds.length > 0) await changeFactors(context, { userId, remove: kinds, notice })
  },
}

/** Which kinds the pool accepts, the preferred one first; none where it asks nobody for any. */
export function acceptedBy({ settings }: Pick<UserPool, 'settings'>): FactorKind[] {
  return settings.mfa.policy === 'off' ? [] : settings.mfa.factors
}

/** The same as `getBoundFactors`, and what the pool accepts. */
export const getFactorStatus: Question<
  { userId: string },
  { user: User; kinds: FactorKind[]; accepted: FactorKind[] }
> = {
  name: 'mfa.status',
  admits: 'manager',
  async answer(before, input) {
    return { ...(await getBoundFactors.answer(before, input)), accepted: acceptedBy(before.pool) }
  },
}
