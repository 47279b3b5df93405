import { refuse } from '@menshen/contract/errors'
import type { ContactAddress } from '#domain/messaging/contact/address.ts'
import { type ContactKind, type ContactProof, contacts, parseContact } from '#domain/messaging/contact/contact.ts'
import type { User } from '#domain/people/user/user.ts'
import { lockUser } from '#domain/people/user/user-store.ts'
import { type CodeProof, proofOf } from '#domain/proof/verification-code/use-code.ts'
import type { Verb } from '#domain/shape/verb.ts'
import { findCaller, setContact } from './change-contact.ts'
import { useOwnCode } from './use-own-code.ts'

/**
 * People who have no e-mail address, or no phone number, set one. Order of refusals: 2204 or 2028 malformed, 2200 or 2035
 * they have one already (changing it may want the old one proven), 2001 and 2300 the code, 2200 or 2035 somebody else has
 * it, which gives the code back.
 */
export const bindContact: Verb<
  'user.contact-changed' | 'user.address-given-up',
  ContactProof & { kind: ContactKind },
  User,
  { kind: ContactKind; id: string; address: ContactAddress; proof: CodeProof }
> = {
  name: 'user.bind-contact',
  admits: 'fresh user',
  emits: ['user.contact-changed', 'user.address-given-up'],
  async prepare(before, { kind, address: text, countryCode, code }) {
    const address = parseContact(kind, text, countryCode)
    const { id } = await findCaller(before)
    return { kind, id, address, proof: proofOf(before, address.text, 'bind', code) }
  },
  async run(context, { kind, id, address, proof }) {
    const user = (await lockUser(context.tx, context.pool.id, id)) ?? refuse(2206)
    if (user[kind]) refuse(contacts[kind].taken)
    const declined = await useOwnCode(context, user.id, proof)
    return declined ?? setContact(context, user, kind, address)
  },
}
