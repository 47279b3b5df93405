import { refuse } from '@menshen/contract/errors'
import { type Proving, type ProvingEvent, settleRegistration } from '#domain/entry/first-proof/settle.ts'
import { assumedColumns } from '#domain/entry/first-proof/standing.ts'
import type { ContactAddress } from '#domain/messaging/contact/address.ts'
import { enqueue, type Prepared } from '#domain/messaging/message/enqueue.ts'
import { prepareWelcome } from '#domain/messaging/message/notice.ts'
import { prepareOwnValues, writeOwnValues } from '#domain/people/custom-field/at-registration.ts'
import type { ValueInput } from '#domain/people/custom-field/custom-field.ts'
import { usePicture } from '#domain/people/file/picture.ts'
import { type ProfileInput, parseProfile } from '#domain/people/user/profile.ts'
import { claimIdentifiers, refuseTaken, requireFree } from '#domain/people/user/taken.ts'
import type { User } from '#domain/people/user/user.ts'
import { insertUser, type NewUser, updateUser } from '#domain/people/user/user-store.ts'
import type { NewPassword } from '#domain/proof/credential/new-password.ts'
import { savePasswordHash } from '#domain/proof/credential/password-store.ts'
import type { Before, Context } from '#domain/shape/verb.ts'
import { joinDefaultGroup } from '#domain/structure/group/join-default.ts'
import { newId } from '#platform/crypto/random.ts'
import { admitRegistration, checkRegistration } from './may-register.ts'

/** Somebody who is about to have an account at an address that a code proves. */
export interface NewByCode {
  user: NewUser
  kind: 'email' | 'phone'
  address: ContactAddress
  hash: string | null
  welcome: Prepared | null
  /** Of custom fields. */
  values: ValueInput[]
}

/** Makes the person, and asks whether such a one may register: see `checkRegistration`. */
export async function prepareByCode(
  before: Before,
  address: ContactAddress,
  profile: ProfileInput,
  values: ValueInput[] = [],
): Promise<NewByCode> {
  const kind = address.channel === 'mail' ? 'email' : 'phone'
  const proven =
    kind === 'email'
      ? { email: address.text, emailVerified: true }
      : { phone: address.text, phoneCountryCode: address.countryCode, phoneVerified: true }
  const user: NewUser = {
    ...parseProfile(profile),
    emailVerified: before.pool.settings.emailVerifiedDefault,
    ...proven,
    id: newId(before.now),
    userPoolId: before.pool.id,
    registerSource: [kind === 'email' ? 'basic:email-code' : 'basic:phone-code'],
  }
  await checkRegistration(before, user)
  await prepareOwnValues(before, values)
  return { user, kind, address, hash: null, values, welcome: await prepareWelcome(before, user) }
}

export function withPassword(made: NewByCode, { hash, level }: NewPassword): NewByCode {
  return { ...made, hash, user: { ...made.user, passwordSecurityLevel: level } }
}

/**
 * Writes the person, once the code was right: over an account that nobody had proven to be theirs, where one names the
 * address. 2026 when the address has an account, 2034, 2035 and 2200 for the rest of the
 * profile, 2012 when the default group is gone.
 */
export async function insertByCode(
  context: Context<'user.registered' | ProvingEvent>,
  made: NewByCode,
  proving: Proving,
): Promise<User> {
  const { tx, now } = context
  const { kind, hash, welcome, values, address } = made
  const emptied = await settleRegistration(context, address, proving)
  const assumed = assumedColumns(made.user, kind === 'email')
  const user = { ...made.user, ...assumed, ...(emptied && { id: emptied.id }) }
  // An address that the pool takes as verified is not proven by that.
  const shown = {
    ...user,
    ...(user.emailAssumed && { emailVerified: false }),
  }
  await requireFree(tx, shown, kind)
  await admitRegistration(context, user)
  await claimIdentifiers(tx, shown, kind)
  const created = await (emptied ? saveOver(context, emptied, user) : insertUser(tx, user, now)).catch((error) =>
    refuseTaken(error, kind),
  )
  if (hash !== null) await savePasswordHash(tx, user.userPoolId, user.id, hash, now)
  await joinDefaultGroup(context, user.id)
  await writeOwnValues(context, user.id, values)
  await usePicture(context, user.id, user.profile?.photo)
  if (welcome) await enqueue(context, welcome)
  context.emit('user.registered', { userId: created.id, by: 'code' })
  return created
}

/** What is said now goes over what was said before; the account stays in its groups and roles, and is one person still. */
async function saveOver({ tx, now, changed }: Context, emptied: User, user: NewUser): Promise<User> {
  const { id, userPoolId, ...columns } = user
  const registerSource = [...new Set([...emptied.registerSource, ...(user.registerSource ?? [])])].slice(0, 20)
  changed(`user:${userPoolId}:${id}`)
  return (await updateUser(tx, userPoolId, id, { ...columns, registerSource }, now)) ?? refuse(2004)
}
