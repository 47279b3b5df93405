import { isDeclined, refuse } from '@menshen/contract/errors'
import { confirmTotp } from '#domain/entry/factor/confirm-totp.ts'
import { associateFace } from '#domain/entry/mfa/face.ts'
import type { User } from '#domain/people/user/user.ts'
import { readTicket } from '#domain/proof/verification-code/ticket.ts'
import { findTicket, takeTicket } from '#domain/proof/verification-code/ticket-store.ts'
import type { Context, Preparing, Verb } from '#domain/shape/verb.ts'
import { bindContact } from '../contact/bind-contact.ts'
import { verifyContact } from '../contact/verify-contact.ts'
import { askingPerson, type NamedKind } from './own.ts'
import { type Pending, readNames } from './pending.ts'

export interface EnrolmentProof {
  token: string
  kind: NamedKind
  /** Of the app, or as it was sent. */
  code?: string | undefined
  /** With `face`: the address of a picture, elsewhere where it is external. */
  photo?: string | undefined
  isExternal?: boolean | undefined
}

const tells = ['user.factors-changed', 'user.contact-changed', 'user.address-given-up', 'user.address-proven'] as const
type Told = (typeof tells)[number]

/** What is left to do in the transaction. */
type Finish = (context: Context<Told>) => Promise<unknown>

interface Prepared {
  ticket: { userPoolId: string; tokenHash: Buffer; purpose: string }
  finish: Finish
}

/**
 * Sets up the second factor that was begun, with what proves it. 6003 when nothing of that kind was begun in this session, or too long ago; 2231
 * without a proof; then what setting up that kind says: 6001 and 6003 an authenticator app, 2001, 2300, 2200, 2035 and 6004 an
 * address, 1700 and 1701 a face. After a wrong proof another can be tried.
 */
export const finishEnrolment: Verb<Told, EnrolmentProof, void, Prepared> = {
  name: 'factor.finish-enrolment',
  admits: 'full user',
  emits: tells,
  async prepare(before, proof) {
    const { caller, pool, reader, now } = before
    if (caller.kind !== 'user') refuse(2020)
    const read = readTicket(proof.token)
    if (read?.userPoolId !== pool.id) refuse(6003)
    const ticket = { ...read, purpose: 'enrolment' }
    const found = await findTicket(reader, ticket)
    if (!found || found.subject !== caller.userId || found.expiresAt <= now) refuse(6003)
    const pending = readNames(found.boundTo, caller.sessionId)
    if (pending?.kind !== proof.kind) refuse(6003)
    return { ticket, finish: await finisher(before, await askingPerson(before), pending, proof) }
  },
  async run(context, { ticket, finish }) {
    const done = await finish(context)
    if (isDeclined(done)) return done
    // Of two who come at once one gets it.
    if (!(await takeTicket(context.tx, ticket))) refuse(6003)
  },
}

async function finisher(
  before: Preparing,
  user: User,
  { kind, address = '', countryCode }: Pending,
  { code, photo, isExternal = false }: EnrolmentProof,
): Promise<Finish> {
  if (kind === 'face') {
    const picture = photo ?? refuse(2231)
    const prepared = await associateFace.prepare(before, { photoA: picture, photoB: picture, isExternal })
    return (context) => associateFace.run(context, prepared)
  }
  const shown = code ?? refuse(2231)
  if (kind === 'totp') {
    const prepared = await confirmTotp.prepare(before, { totp: shown })
    return (context) => confirmTotp.run(context, prepared)
  }
  const contact = kind === 'email' ? 'email' : 'phone'
  if (user[contact] === address) {
    const prepared = await verifyContact.prepare(before, { kind: contact, code: shown })
    return (context) => verifyContact.run(context, prepared)
  }
  const prepared = await bindContact.prepare(before, { kind: contact, address, countryCode, code: shown })
  return (context) => bindContact.run(context, prepared)
}
