import { isDeclined, refuse } from '@menshen/contract/errors'
import { type Association, associateTotp } from '#domain/entry/factor/associate-totp.ts'
import { contacts } from '#domain/messaging/contact/contact.ts'
import type { User } from '#domain/people/user/user.ts'
import { type SentMessage, sendCode } from '#domain/proof/verification-code/send-code.ts'
import { newTicket } from '#domain/proof/verification-code/ticket.ts'
import { insertTicket, type StoredTicket } from '#domain/proof/verification-code/ticket-store.ts'
import type { Preparing, QuietVerb } from '#domain/shape/verb.ts'
import { askingPerson, type NamedKind } from './own.ts'
import { contactOf, namesOf, type Pending } from './pending.ts'

export interface EnrolmentOrder {
  kind: NamedKind
  /** With `email`. */
  email?: string | undefined
  /** With `sms`. */
  phone?: string | undefined
  countryCode?: string | undefined
}

export interface BegunEnrolment {
  /** Good for `finishEnrolment`, once, in this session. */
  token: string
  /** With `totp`. */
  totp: Association | null
  /** With an address: the code on its way, see `deliverSent`. */
  sent: SentMessage | null
}

type Ready =
  | { with: 'totp'; prepared: Awaited<ReturnType<typeof associateTotp.prepare>> }
  | { with: 'address'; prepared: Awaited<ReturnType<typeof sendCode.prepare>> }
  | { with: 'nothing' }

/** Milliseconds in which what proves the factor has to come. */
const lifetimeMs = 600_000

/**
 * Begins to set up a second factor: shows what an authenticator app needs, or sends a code to an address. Nothing changes until
 * `finishEnrolment`. 2231 no address, 2204 or 2028 malformed, 2200 or 2035 the person has another one, what `sendCode` says; 1700 nobody here knows faces;
 * 6004 as in `requireFactorShown`.
 */
export const beginEnrolment: QuietVerb<
  EnrolmentOrder,
  BegunEnrolment,
  { token: string; ticket: StoredTicket; ready: Ready }
> = {
  name: 'factor.begin-enrolment',
  admits: 'fresh user',
  quiet: 'nothing is set up until what proves it comes',
  async prepare(before, order) {
    const { caller, pool, now } = before
    const user = await askingPerson(before)
    const { pending, ready } = await readyFor(before, user, order)
    if (caller.kind !== 'user') refuse(2020)
    const { token, ticket } = newTicket({
      userPoolId: pool.id,
      purpose: 'enrolment',
      subject: user.id,
      boundTo: namesOf(pending, caller.sessionId),
      expiresAt: new Date(now.getTime() + lifetimeMs),
    })
    return { token, ticket, ready }
  },
  async run(context, { token, ticket, ready }) {
    const totp = ready.with === 'totp' ? await associateTotp.run(context, ready.prepared) : null
    if (isDeclined(totp)) return totp
    const sent = ready.with === 'address' ? await sendCode.run(context, ready.prepared) : null
    if (isDeclined(sent)) return sent
    await insertTicket(context.tx, ticket)
    return { token, totp, sent }
  },
}

async function readyFor(
  before: Preparing,
  user: User,
  { kind, email, phone, countryCode }: EnrolmentOrder,
): Promise<{ pending: Pending; ready: Ready }> {
  if (kind === 'totp')
    return { pending: { kind }, ready: { with: 'totp', prepared: await associateTotp.prepare(before, {}) } }
  if (kind === 'face') {
    if (!before.ports.face) refuse(1700)
    return { pending: { kind }, ready: { with: 'nothing' } }
  }
  const given = (kind === 'email' ? email : phone) ?? refuse(2231)
  const { contact, address } = contactOf(kind, given, countryCode)
  if (user[contact] !== null && user[contact] !== address.text) refuse(contacts[contact].taken)
  const to = kind === 'email' ? { email: address.text } : { phone: address.text, countryCode: address.countryCode }
  const template = kind === 'email' ? 'CHANGE_EMAIL' : 'VERIFY_CODE'
  const prepared = await sendCode.prepare(before, { ...to, purpose: 'bind', template })
  return {
    pending: { kind, address: address.text, countryCode: address.countryCode },
    ready: { with: 'address', prepared },
  }
}
