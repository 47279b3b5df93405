import { type Declined, decline, isDeclined, refuse } from '@menshen/contract/errors'
import { recordFailure } from '#domain/ground/login-history/record-failure.ts'
import { findUser, lockUser } from '#domain/people/user/user-store.ts'
import type { Context, Preparing, Verb } from '#domain/shape/verb.ts'
import { totpSealPurpose } from '../factor/associate-totp.ts'
import type { StoredTotp } from '../factor/authenticator.ts'
import { totpStep } from '../factor/totp.ts'
import { findTotp, useTotpStep } from '../factor/totp-store.ts'
import { addSessionMethod, findSession } from '../session/session-store.ts'
import type { Passed } from './pass-factor.ts'
import { countRightFactor, countWrongFactor } from './tries.ts'
import { verifyTotp } from './verify-totp.ts'

type Told = 'user.factor-passed' | 'user.signed-in'

/** Of somebody who is signed in. */
interface Own {
  userId: string
  sessionId: string
  stored: StoredTotp
  step: number | null
}

type Half = Awaited<ReturnType<typeof verifyTotp.prepare>>
type Prepared = { own: Own } | { half: Half }

/** Null for somebody who was signed in already. */
export type Shown = Passed | null

/**
 * The code of an authenticator app, from somebody who is signed in or on the way in. In a session it is noted that it was shown, as if it had
 * been asked for; on the way in the sign-in ends with it. Wrong ones count alike. For who is signed in: 6003 no such app, 6001 wrong or
 * used code, 2005 too many wrong ones; else as `verifyTotp`.
 */
export const showOwnTotp: Verb<Told, { totp: string }, Shown, Prepared> = {
  name: 'mfa.show-own-totp',
  admits: 'full user or second factor',
  emits: ['user.factor-passed', 'user.signed-in'],
  async prepare(before, { totp }) {
    if (before.caller.kind === 'second factor') return { half: await verifyTotp.prepare(before, { totp }) }
    return { own: await prepareOwn(before, totp) }
  },
  async run(context, prepared): Promise<Shown | Declined> {
    if ('half' in prepared) return verifyTotp.run(context, prepared.half)
    const declined = await noteShown(context, prepared.own)
    return isDeclined(declined) ? declined : null
  },
}

async function prepareOwn({ reader, pool, caller, ports, now }: Preparing, totp: string): Promise<Own> {
  if (caller.kind !== 'user') refuse(2020)
  const { userId, sessionId } = caller
  if (!(await findUser(reader, pool.id, userId))) refuse(2206)
  const stored = await findTotp(reader, pool.id, userId)
  if (!stored?.enabled) refuse(6003)
  const secret = ports.seal.open(totpSealPurpose, stored.secretSealed)
  return { userId, sessionId, stored, step: totpStep(secret, totp, now, stored.lastStep) }
}

async function noteShown(context: Context<Told>, { userId, sessionId, stored, step }: Own): Promise<Declined | null> {
  const { tx, pool, changed, emit } = context
  const user = (await lockUser(tx, pool.id, userId)) ?? refuse(2206)
  if (step === null || !(await useTotpStep(tx, stored, step))) {
    const locked = await countWrongFactor(context, user)
    await recordFailure(context, { userId, way: 'second-factor', outcome: 6001 })
    return locked ?? decline(6001)
  }
  const first = (await findSession(tx, pool.id, sessionId))?.methods ?? []
  const locked = await countRightFactor(context, user, { first, second: 'totp' })
  if (locked) return locked
  await addSessionMethod(tx, pool.id, sessionId, 'totp')
  changed(`session:${pool.id}:${sessionId}`)
  emit('user.factor-passed', { userId, method: 'totp' })
  return null
}
