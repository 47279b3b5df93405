import { isDeclined, refuse } from '@menshen/contract/errors'
import { endOtherSessions } from '#domain/entry/session/end-others.ts'
import { requireProven } from '#domain/entry/session/strength.ts'
import { forgetTries } from '#domain/entry/sign-in/count-tries.ts'
import { enqueue, type Prepared } from '#domain/messaging/message/enqueue.ts'
import { prepareNotice } from '#domain/messaging/message/notice.ts'
import { type IdentifierKind, keyOf, parsePhone } from '#domain/people/user/identifier.ts'
import { inTheirLanguage } from '#domain/people/user/language.ts'
import type { User } from '#domain/people/user/user.ts'
import { findUser, lockUser, updateUser } from '#domain/people/user/user-store.ts'
import { requireUnused, savePassword } from '#domain/proof/credential/earlier-passwords.ts'
import { keptOf, type NewPassword, readNewPassword } from '#domain/proof/credential/new-password.ts'
import { compareOwnPassword, type OwnPassword, passOwnPassword } from '#domain/proof/credential/own-password.ts'
import { findPasswordHash } from '#domain/proof/credential/password-store.ts'
import { readPassword } from '#domain/proof/credential/transport.ts'
import type { QuietVerb, Verb } from '#domain/shape/verb.ts'
import { findCaller } from '../contact/change-contact.ts'

export interface PasswordChange {
  newPassword: string
  /** Not needed by who has none. */
  oldPassword?: string | null | undefined
  encrypted: boolean
}

interface Ready {
  user: User
  next: NewPassword
  /** Null for who has no password yet. */
  old: OwnPassword | null
  notice: Prepared | null
}

/**
 * People change their own password. Order of refusals: 2016 one that does not decrypt, 2029 the new one is too weak, 2218
 * nothing to sign in with by password, 2201 the old one is missing, 6127 the first one without a fresh sign-in, 429 too many wrong ones, 2203 it is
 * wrong, 2029 the new one was had before. Every other session ends, and a mail tells the person.
 */
export const changePassword: Verb<'user.password-changed', PasswordChange, User, Ready> = {
  name: 'credential.change-password',
  admits: 'proven user',
  emits: ['user.password-changed'],
  async prepare(before, { newPassword, oldPassword, encrypted }) {
    const { reader, pool, caller } = before
    if (caller.kind !== 'user') refuse(2020)
    const user = (await findUser(reader, pool.id, caller.userId)) ?? refuse(2206)
    const own = [user.username, user.email, user.phone].flatMap((text) => text ?? [])
    const given = oldPassword ? await readPassword(before, oldPassword, encrypted) : null
    const plain = await readNewPassword(before, newPassword, encrypted, own)
    if (own.length === 0) refuse(2218)
    const present = await findPasswordHash(reader, pool.id, user.id)
    if (present !== null && given === null) refuse(2201)
    requireProven(caller, present !== null)
    const old = present === null ? null : await compareOwnPassword(before, user.id, present, given as string)
    // Only somebody who has shown the old one learns whether the new one was used before.
    if (old) await before.ahead((context) => passOwnPassword(context, old, 2203))
    await requireUnused(before, user.id, plain)
    const notice = await prepareNotice(inTheirLanguage(before, user), 'PASSWORD_CHANGED', user)
    return { user, next: await keptOf(before, plain, own), old, notice }
  },
  async run(context, { user: { id }, next, old, notice }) {
    const { tx, pool, now, changed } = context
    if (!(await lockUser(tx, pool.id, id))) refuse(2206)
    const declined = old && (await passOwnPassword(context, old, 2203))
    if (declined) return declined
    // Somebody else was faster to give this account its first password, which has not been shown.
    if (!old && (await findPasswordHash(tx, pool.id, id)) !== null) refuse(2201)
    // People without one have signed in by something else, such as a code.
    await savePassword(context, id, next.hash, old === null)
    await forgetTries(context, id)
    await endOtherSessions(context, id)
    if (notice) await enqueue(context, notice)
    changed(`user:${pool.id}:${id}`)
    context.emit('user.password-changed', { userId: id, by: 'password' })
    const settled = {
      passwordSecurityLevel: next.level,
      resetPasswordOnFirstLogin: false,
      resetPasswordOnNextLogin: false,
    }
    return (await updateUser(tx, pool.id, id, settled, now)) ?? refuse(2206)
  },
}

interface PasswordCheck extends Partial<Record<IdentifierKind, string | undefined>> {
  password: string
  encrypted: boolean
  /** Of the phone number. */
  countryCode?: string | undefined
}

/**
 * People ask whether this is their password, and may say who they are. 2202 a name or an address that is not theirs, 2016
 * undecryptable, 429 too many wrong ones; false counts as one.
 */
export const checkOwnPassword: QuietVerb<PasswordCheck, boolean, OwnPassword | null> = {
  name: 'credential.check-own-password',
  admits: 'full user',
  quiet: 'a right answer changes nothing',
  async prepare(before, { password, encrypted, ...said }) {
    const { reader, pool, caller } = before
    if (caller.kind !== 'user') refuse(2020)
    if (!isCalled(await findCaller(before), said)) refuse(2202)
    const given = password ? await readPassword(before, password, encrypted) : ''
    const present = await findPasswordHash(reader, pool.id, caller.userId)
    return present === null ? null : compareOwnPassword(before, caller.userId, present, given)
  },
  async run(context, compared) {
    if (!compared) return false
    const declined = await passOwnPassword(context, compared, 2006)
    if (declined?.declined.code === 429) return declined
    return !isDeclined(declined)
  },
}

/** Whether all that somebody says a person is called is so. */
function isCalled(user: User, { username, email, phone, countryCode }: Omit<PasswordCheck, 'password' | 'encrypted'>) {
  if (phone && parsePhone(phone, countryCode)?.phone !== user.phone) return false
  if (username && (user.username === null || keyOf('username', username) !== keyOf('username', user.username)))
    return false
  return !email || keyOf('email', email) === user.email
}
