import { refuse } from '@menshen/contract/errors'
import { provenColumns } from '#domain/entry/first-proof/standing.ts'
import type { ContactKind } from '#domain/messaging/contact/contact.ts'
import type { User } from '#domain/people/user/user.ts'
import { lockUser, updateUser } from '#domain/people/user/user-store.ts'
import { type CodeProof, proofOf } from '#domain/proof/verification-code/use-code.ts'
import type { Verb } from '#domain/shape/verb.ts'
import { findCaller } from './change-contact.ts'
import { useOwnCode } from './use-own-code.ts'

/**
 * People verify the address that they have, in a session of theirs: nothing ends. Order of refusals: 2219 no e-mail address or
 * 2216 no phone number, 2037 and 2038 it has changed meanwhile, 2001 and 2300 the code. Once more does
 * no more.
 */
export const verifyContact: Verb<
  'user.address-proven',
  { kind: ContactKind; code: string },
  User,
  { kind: ContactKind; seen: User; proof: CodeProof }
> = {
  name: 'user.verify-contact',
  admits: 'full user',
  emits: ['user.address-proven'],
  async prepare(before, { kind, code }) {
    const seen = await findCaller(before)
    const present = seen[kind] ?? (kind === 'email' ? refuse(2219) : refuse(2216, { variant: 'phone' }))
    return { kind, seen, proof: proofOf(before, present, 'bind', code) }
  },
  async run(context, { kind, seen, proof }) {
    const { tx, pool, now, changed, emit } = context
    const user = (await lockUser(tx, pool.id, seen.id)) ?? refuse(2206)
    if (user[kind] !== seen[kind]) refuse(kind === 'email' ? 2037 : 2038)
    const declined = await useOwnCode(context, user.id, proof)
    if (declined) return declined
    changed(`user:${pool.id}:${user.id}`)
    emit('user.address-proven', { userId: user.id, kind, ended: false })
    return (await updateUser(tx, pool.id, user.id, provenColumns(kind), now)) ?? refuse(2206)
  },
}
