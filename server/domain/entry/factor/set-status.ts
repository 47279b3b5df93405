import { refuse } from '@menshen/contract/errors'
import type { Prepared } from '#domain/messaging/message/enqueue.ts'
import type { User } from '#domain/people/user/user.ts'
import { findUser, lockUser } from '#domain/people/user/user-store.ts'
import type { Before, Verb } from '#domain/shape/verb.ts'
import type { FactorKind } from '#domain/tenancy/mfa/factor-kind.ts'
import { acceptedBy } from './bound-factors.ts'
import { changeFactors, prepareFactorNotice } from './change-factors.ts'
import { enrolledFactors, factorOf } from './factor.ts'
import { findTotp, switchTotp } from './totp-store.ts'

/** Whether each factor is to be asked for; left out: as it is. */
export interface FactorSwitches {
  userId: string
  totp?: boolean | undefined
  face?: boolean | undefined
  /** What else was told of the person and is sent back: it is not changed here, so it has to be what it is. */
  told?: ToldOfFactors | undefined
}

type Text = string | undefined

export interface ToldOfFactors {
  mfaPhone?: Text
  mfaPhoneCountryCode?: Text
  mfaEmail?: Text
  nickname?: Text
  username?: Text
  phone?: Text
  phoneCountryCode?: Text
  /** The kinds that the pool accepts, by their names on the wire. */
  applicationMfa?: string[] | undefined
}

interface Switching {
  userId: string
  add: FactorKind[]
  remove: FactorKind[]
  notice: Prepared | null
}

/**
 * An administrator switches factors of a person. An authenticator app that is switched off keeps its secret and can be switched on again; a
 * face is forgotten. 2004 nobody of that id, 400 something else that was sent is not as it is, 6003 on, where nothing is set up: a factor is set up by whoever shows it.
 */
export const setFactorStatus: Verb<'user.factors-changed', FactorSwitches, void, Switching> = {
  name: 'mfa.set-status',
  admits: 'manager',
  emits: ['user.factors-changed'],
  async prepare(before, { userId, told = {}, ...wanted }) {
    const { reader, pool } = before
    const user = (await findUser(reader, pool.id, userId)) ?? refuse(2004)
    requireUnchanged(before, user, told)
    const own = enrolledFactors(user)
    const kinds = (['totp', 'face'] as const).filter((kind) => wanted[kind] !== undefined)
    const add = kinds.filter((kind) => wanted[kind] && !own.includes(kind))
    const remove = kinds.filter((kind) => !wanted[kind] && own.includes(kind))
    const changes = add.length + remove.length > 0
    return { userId, add, remove, notice: changes ? await prepareFactorNotice(before, user) : null }
  },
  async run(context, { userId, add, remove, notice }) {
    const { tx, pool, now } = context
    if (!(await lockUser(tx, pool.id, userId))) refuse(2004)
    if (add.includes('face') || (add.includes('totp') && !(await findTotp(tx, pool.id, userId)))) refuse(6003)
    const totp = add.includes('totp') || remove.includes('totp')
    if (totp) await switchTotp(tx, pool.id, userId, add.includes('totp'), now)
    if (remove.includes('face')) await factorOf('face')?.remove?.(context, userId)
    if (add.length + remove.length > 0) await changeFactors(context, { userId, add, remove, notice })
  },
}

function requireUnchanged(
  { pool }: Pick<Before, 'pool'>,
  { phone, phoneCountryCode, email, username, profile }: User,
  { applicationMfa = [], ...told }: ToldOfFactors,
): void {
  const present: Record<keyof typeof told, string | null | undefined> = {
    mfaPhone: phone,
    mfaPhoneCountryCode: phoneCountryCode,
    mfaEmail: email,
    nickname: profile.nickname,
    username,
    phone,
    phoneCountryCode,
  }
  for (const [field, value] of Object.entries(told))
    if (value !== undefined && value !== present[field as keyof typeof told])
      refuse(400, { variant: 'misfit', values: { field } })
  const accepted = new Set(acceptedBy(pool).map((kind) => factorOf(kind)?.wire))
  const same = applicationMfa.length === accepted.size && applicationMfa.every((wire) => accepted.has(wire as 'OTP'))
  if (applicationMfa.length > 0 && !same) refuse(400, { variant: 'misfit', values: { field: 'applicationMfa' } })
}
