import { decline, refuse } from '@menshen/contract/errors'
import type { Prepared } from '#domain/messaging/message/enqueue.ts'
import { lockUser } from '#domain/people/user/user-store.ts'
import type { Verb } from '#domain/shape/verb.ts'
import { newId } from '#platform/crypto/random.ts'
import { findMfaTicket } from '../mfa/mfa-ticket-store.ts'
import { failFactor } from '../mfa/pass-factor.ts'
import { requireEnrollable } from '../mfa/require-mfa-ticket.ts'
import { totpSealPurpose } from './associate-totp.ts'
import { changeFactors, prepareFactorNotice } from './change-factors.ts'
import { type Enrolment, findEnrolment, takeEnrolment } from './enrolment-store.ts'
import { type FactorOwner, factorOwnerOf } from './factor-owner.ts'
import { totpStep } from './totp.ts'
import { saveTotp } from './totp-store.ts'

/**
 * Sets the authenticator app up that was begun, with its first code. With an mfaToken the sign-in goes on from there and may
 * use the same code: it has signed nobody in yet. 6003 nothing was begun, 6001 wrong code; with an mfaToken also 6004.
 */
export const confirmTotp: Verb<
  'user.factors-changed',
  { totp: string },
  void,
  { actor: FactorOwner; enrolment: Enrolment; right: boolean; notice: Prepared | null }
> = {
  name: 'mfa.confirm-totp',
  admits: 'full user or second factor',
  emits: ['user.factors-changed'],
  async prepare(before, { totp }) {
    const { reader, pool, ports, now } = before
    const actor = await factorOwnerOf(before)
    if (actor.pending) requireEnrollable(actor.pending, 'totp')
    const enrolment = (await findEnrolment(reader, pool.id, actor.user.id, now)) ?? refuse(6003)
    const right = totpStep(ports.seal.open(totpSealPurpose, enrolment.secretSealed), totp, now, null) !== null
    return { actor, enrolment, right, notice: await prepareFactorNotice(before, actor.user) }
  },
  async run(context, { actor: { user, pending }, enrolment, right, notice }) {
    const { tx, now } = context
    if (!right) return pending ? failFactor(context, pending, decline(6001)) : decline(6001)
    // The person before what is theirs, as everybody locks them.
    await lockUser(tx, context.pool.id, user.id)
    if (!(await takeEnrolment(tx, enrolment))) refuse(6003)
    await saveTotp(tx, { ...enrolment, id: newId(now), enabled: true }, now)
    const changedUser = await changeFactors(context, {
      userId: user.id,
      add: ['totp'],
      notice,
      keepTicket: pending?.ticket,
    })
    // The first half may have been taken back while this waited for the person's row.
    if (pending && !(await findMfaTicket(tx, pending.ticket))) refuse(2206)
    // Two who set up different apps with two mfaTokens at once: the second finds a factor that it has to show.
    if (pending && changedUser.factorEpoch !== user.factorEpoch + 1) refuse(6004)
  },
}
