import { decline, refuse } from '@menshen/contract/errors'
import type { Prepared } from '#domain/messaging/message/enqueue.ts'
import type { User } from '#domain/people/user/user.ts'
import { findUser, lockUser } from '#domain/people/user/user-store.ts'
import { checkedText } from '#domain/shape/text.ts'
import type { Tools } from '#domain/shape/tools.ts'
import type { Verb } from '#domain/shape/verb.ts'
import { changeFactors, prepareFactorNotice } from '../factor/change-factors.ts'
import type { FacePhoto, FaceProvider } from '../factor/face-provider.ts'
import { findFace, saveFace } from '../factor/face-store.ts'
import { type Held, holdTicket, requireShown } from './hold-ticket.ts'
import { failFactor, type Passed, passFactor } from './pass-factor.ts'
import type { Shown } from './verify-totp.ts'

const sealPurpose = 'face.template'

function providerOf({ face }: Pick<Tools, 'face'>): FaceProvider {
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
    const { look, pool, caller, tools } = before
    if (caller.kind !== 'user') refuse(2020)
    const provider = providerOf(tools)
    const photos = { photoA: checkedText(photoA, 'photoA', 2048), photoB: checkedText(photoB, 'photoB', 2048) }
    const user = (await findUser(look, pool.id, caller.userId)) ?? refuse(2004)
    const template = (await provider.learn({ ...photos, isExternal }, user.id)) ?? refuse(1701)
    const notice = await prepareFactorNotice(before, user)
    return { user, template: tools.seal.close(sealPurpose, template), notice }
  },
  async run(context, { user, template, notice }) {
    await lockUser(context.tx, context.pool.id, user.id)
    await saveFace(context.tx, { userPoolId: context.pool.id, userId: user.id, templateSealed: template }, context.now)
    return changeFactors(context, { userId: user.id, add: ['face'], notice })
  },
}

/** The second half of a sign-in, by a picture. Those of `holdTicket`, 1700, 6003, 1701 another face, 2005, those of `passFactor`. */
export const verifyFace: Verb<
  'user.factor-passed' | 'user.signed-in',
  Shown & { photo: string },
  Passed,
  Shown & { held: Held; right: boolean }
> = {
  name: 'mfa.verify-face',
  admits: 'second factor',
  emits: ['user.factor-passed', 'user.signed-in'],
  async prepare(before, { photo, trust }) {
    const { look, pool, tools } = before
    const held = await holdTicket(before)
    const provider = providerOf(tools)
    requireShown(held, 'face')
    const stored = await findFace(look, pool.id, held.user.id)
    const template = stored && tools.seal.open(sealPurpose, stored)
    const right = template !== null && (await provider.matches(template, checkedText(photo, 'photo', 2048)))
    return { held, trust, right }
  },
  async run(context, { held, right, trust }) {
    return right ? passFactor(context, held, 'face', { trust }) : failFactor(context, held, decline(1701))
  },
}
