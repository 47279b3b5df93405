import { refuse } from '@menshen/contract/errors'
import { requireProven } from '#domain/entry/session/strength.ts'
import { type ContactKind, contacts } from '#domain/messaging/contact/contact.ts'
import { enqueue, type Prepared } from '#domain/messaging/message/enqueue.ts'
import { prepareNotice } from '#domain/messaging/message/notice.ts'
import { inTheirLanguage } from '#domain/people/user/language.ts'
import type { User } from '#domain/people/user/user.ts'
import { lockUser } from '#domain/people/user/user-store.ts'
import { type CodeProof, proofOf } from '#domain/proof/verification-code/use-code.ts'
import type { Verb } from '#domain/shape/verb.ts'
import { findCaller, setContact } from './change-contact.ts'
import { useOwnCode } from './use-own-code.ts'
import { requireWayIn } from './ways-in.ts'

interface Ready {
  kind: ContactKind
  seen: User
  proof: CodeProof | null
  notice: Prepared | null
}

/**
 * People give their e-mail address or phone number up. Order of refusals: 2219 no e-mail address or 2216 no phone number,
 * 2217 it is the last way in, 2001 and 2300 the code to the address that goes, or 6127 where there is none and the sign-in is
 * not fresh, 6004 as in `requireFactorShown`. The address that goes is told.
 */
export const unbindContact: Verb<
  'user.contact-changed' | 'user.address-given-up',
  { kind: ContactKind; code?: string | null | undefined },
  User,
  Ready
> = {
  name: 'user.unbind-contact',
  admits: 'proven user',
  emits: ['user.contact-changed', 'user.address-given-up'],
  async prepare(before, { kind, code }) {
    const seen = await findCaller(before)
    const present = seen[kind]
    return {
      kind,
      seen,
      proof: present && code ? proofOf(before, present, 'unbind', code) : null,
      notice: present ? await prepareNotice(inTheirLanguage(before, seen), contacts[kind].notice, seen) : null,
    }
  },
  async run(context, { kind, seen, proof, notice }) {
    const user = (await lockUser(context.tx, context.pool.id, seen.id)) ?? refuse(2206)
    if (!user[kind]) return kind === 'email' ? refuse(2219) : refuse(2216, { variant: 'phone' })
    // Somebody has changed it meanwhile: what was proven is another address.
    if (user[kind] !== seen[kind]) refuse(kind === 'email' ? 2037 : 2038)
    await requireWayIn(context.tx, { ...user, [kind]: null })
    requireProven(context.caller, proof !== null)
    const declined = proof && (await useOwnCode(context, user.id, proof))
    if (declined) return declined
    if (notice) await enqueue(context, notice)
    return setContact(context, user, kind, null, proof ? [contacts[kind].method] : [])
  },
}
