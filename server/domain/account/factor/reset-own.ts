import { type Declined, refuse } from '@menshen/contract/errors'
import { changeFactors, prepareFactorNotice } from '#domain/entry/factor/change-factors.ts'
import { factorOf } from '#domain/entry/factor/factor.ts'
import type { ContactKind } from '#domain/messaging/contact/contact.ts'
import type { Prepared } from '#domain/messaging/message/enqueue.ts'
import type { User } from '#domain/people/user/user.ts'
import { lockUser } from '#domain/people/user/user-store.ts'
import type { Verb } from '#domain/shape/verb.ts'
import { unbindContact } from '../contact/unbind-contact.ts'
import { askingPerson, demandFactor, type OwnFactor } from './own.ts'

type Unbinding = Awaited<ReturnType<typeof unbindContact.prepare>>

interface Ready {
  factor: OwnFactor
  notice: Prepared | null
  /** Of an address: giving it up. */
  unbinding: Unbinding | null
}

const contactOf: Partial<Record<OwnFactor['kind'], ContactKind>> = { sms: 'phone', email: 'email' }

/**
 * A person does away with a second factor of theirs; with an address as with any other of theirs. 6003 they have none such, 2217 the address
 * is the last way in, 6004 in a session that has not shown it.
 */
export const resetOwnFactor: Verb<
  'user.factors-changed' | 'user.contact-changed' | 'user.address-given-up',
  { id: string },
  void,
  Ready
> = {
  name: 'factor.reset-own',
  admits: 'fresh user',
  emits: ['user.factors-changed', 'user.contact-changed', 'user.address-given-up'],
  async prepare(before, { id }) {
    const user = await askingPerson(before)
    const factor = demandFactor(user, id)
    const contact = contactOf[factor.kind]
    if (contact) return { factor, notice: null, unbinding: await unbindContact.prepare(before, { kind: contact }) }
    return { factor, notice: await prepareFactorNotice(before, user), unbinding: null }
  },
  async run(context, { factor: { kind, user }, notice, unbinding }) {
    if (unbinding) {
      const done = await unbindContact.run(context, unbinding)
      return isUser(done) ? undefined : done
    }
    const { tx, pool } = context
    const present = (await lockUser(tx, pool.id, user.id)) ?? refuse(2206)
    if (!present.secondFactors.includes(kind)) refuse(6003)
    await factorOf(kind)?.remove?.(context, user.id)
    await changeFactors(context, { userId: user.id, remove: [kind], notice })
  },
}

const isUser = (done: User | Declined): done is User => 'id' in done
