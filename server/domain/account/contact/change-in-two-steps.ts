import { isDeclined, refuse } from '@menshen/contract/errors'
import { requireObtainable } from '#domain/entry/first-proof/give-up.ts'
import { requireFactorShown } from '#domain/entry/mfa/require-shown.ts'
import type { ContactAddress } from '#domain/messaging/contact/address.ts'
import type { ContactKind } from '#domain/messaging/contact/contact.ts'
import { enqueue, type Prepared } from '#domain/messaging/message/enqueue.ts'
import type { User } from '#domain/people/user/user.ts'
import { lockUser } from '#domain/people/user/user-store.ts'
import {
  keepProven,
  refuseStep,
  requireStep,
  type StepToken,
  takeProven,
} from '#domain/proof/verification-code/own-ticket.ts'
import type { QuietVerb, Verb } from '#domain/shape/verb.ts'
import type { AuthenticationMethod } from '#domain/tenancy/mfa/factor-kind.ts'
import {
  type ContactChange,
  findCaller,
  noticeOfChange,
  proveChange,
  type ReadChange,
  readChange,
  setContact,
} from './change-contact.ts'

/** What the first step has proven. */
interface Kept {
  address: ContactAddress
  /** The address that it is to take the place of. */
  from: string | null
  shown: AuthenticationMethod[]
}

const steps = {
  email: { purpose: 'change-email', called: 'updateEmailToken' },
  phone: { purpose: 'change-phone', called: 'updatePhoneToken' },
} as const satisfies Record<ContactKind, object>

/**
 * The first step to another e-mail address or phone number: the codes are used up, and a token says what they have shown. Refusals as
 * of `changeContact`, with 6004 and 2200 or 2035, which give the codes back, at the end.
 */
export const beginContactChange: QuietVerb<ContactChange, StepToken, ReadChange> = {
  name: 'user.begin-contact-change',
  admits: 'proven user',
  quiet: 'the change that it leads to is told of',
  prepare: readChange,
  async run(context, change) {
    const { kind, address } = change
    const proven = await proveChange(context, change)
    if (isDeclined(proven)) return proven
    const { user, shown } = proven
    await requireFactorShown(context.tx, context, user, shown)
    await requireObtainable(context, kind, address.text, user.id)
    const kept: Kept = { address, from: user[kind], shown }
    return keepProven(context, steps[kind].purpose, kept)
  },
}

interface Ready {
  kind: ContactKind
  token: string
  seen: User
  notice: Prepared | null
}

/**
 * The second step, in the same session: the address is set, as by `changeContact`. 400 a token that is none, was used, or is for an
 * address that has changed meanwhile; 6004 and 2200 or 2035, which give the token back.
 */
export const finishContactChange: Verb<
  'user.contact-changed' | 'user.address-given-up',
  { kind: ContactKind; token: string },
  User,
  Ready
> = {
  name: 'user.finish-contact-change',
  admits: 'full user',
  emits: ['user.contact-changed', 'user.address-given-up'],
  async prepare(before, { kind, token }) {
    requireStep(before, token, steps[kind].called)
    const seen = await findCaller(before)
    return { kind, token, seen, notice: await noticeOfChange(before, { kind, seen }) }
  },
  async run(context, { kind, token, seen, notice }) {
    const { purpose, called } = steps[kind]
    const user = (await lockUser(context.tx, context.pool.id, seen.id)) ?? refuse(2206)
    const { address, from, shown } = await takeProven<Kept>(context, purpose, { token, called })
    if (user[kind] !== from) refuseStep(called)
    if (notice && user.email === seen.email) await enqueue(context, notice)
    return setContact(context, user, kind, address, shown)
  },
}
