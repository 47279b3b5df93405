import { decline, refuse } from '@menshen/contract/errors'
import type { Prepared } from '#domain/messaging/message/enqueue.ts'
import type { User } from '#domain/people/user/user.ts'
import { findUser, lockUser } from '#domain/people/user/user-store.ts'
import type { Ports } from '#domain/shape/ports.ts'
import { checkedText } from '#domain/shape/text.ts'
import type { Verb } from '#domain/shape/verb.ts'
import { changeFactors, prepareFactorNotice } from '../factor/change-factors.ts'
import type { FacePhoto, FaceProvider } from '../factor/face-provider.ts'
import { findFace, saveFace } from '../factor/face-store.ts'
import { failFactor, type Passed, passFactor } from './pass-factor.ts'
import { type PendingSignIn, requireMfaTicket, requireShown } from './require-mfa-ticket.ts'
import type { ShownFactor } from './verify-totp.ts'

const sealPurpose = 'face.template'

function providerOf({ face }: Pick<Ports, 'face'>): FaceProvider {
  return face ?? refuse(1700)
}

/** A person binds their face, while signed in. 1700 nobody here knows faces, 2231 no pictures, 1701 not the same face twice. */
export const associateFace: Verb<
  'user.factors-changed',
  FacePhoto,
  User,
  { user: User; template: Buffer; notice: Prepared | null }
> = {
  name: 'mfa.associate-face',
  admits: 'fresh user',
  emits: ['user.factors-changed'],
  async prepare(before, { photoA, photoB, isExternal }) {
    const { reader, pool, caller, ports } = before
    if (caller.kind !== 'user') refuse(2020)
    const provider = providerOf(ports)
    const photos = { photoA: checkedText(photoA, 'photoA', 2048), photoB: checkedText(photoB, 'photoB', 2048) }
    const user = (await findUser(reader, pool.id, caller.userId)) ?? refuse(2004)
    const template = (await provider.learn({ ...photos, isExternal }, user.id)) ?? refuse(1701)
    const notice = await prepareFactorNotice(before, user)
    return { user, template: ports.seal.close(sealPurpose, template), notice }
  },
  async run(context, { user, template, notice }) {
    await lockUser(context.tx, context.pool.id, user.id)
    await saveFace(context.tx, { userPoolId: context.pool.id, userId: user.id, templateSealed: template }, context.now)
    return changeFactors(context, { userId: user.id, add: ['face'], notice })
  },
}

/** The second half of a sign-in, by a picture. Those of `requireMfaTicket`, 1700, 6003, 1701 another face, 2005, those of `passFactor`. */
export const verifyFace: Verb<
  'user.factor-passed' | 'user.signed-in',
  ShownFactor & { photo: string },
  Passed,
  ShownFactor & { pending: PendingSignIn; right: boolean }
> = {
  name: 'mfa.verify-face',
  admits: 'second factor',
  emits: ['user.factor-passed', 'user.signed-in'],
  async prepare(before, { photo, trust }) {
    const { reader, pool, ports } = before
    const pending = await requireMfaTicket(before)
    const provider = providerOf(ports)
    requireShown(pending, 'face')
    const stored = await findFace(reader, pool.id, pending.user.id)
    const template = stored && ports.seal.open(sealPurpose, stored)
    const right = template !== null && (await provider.matches(template, checkedText(photo, 'photo', 2048)))
    return { pending, trust, right }
  },
  async run(context, { pending, right, trust }) {
    return right ? passFactor(context, pending, 'face', { trust }) : failFactor(context, pending, decline(1701))
  },
}
