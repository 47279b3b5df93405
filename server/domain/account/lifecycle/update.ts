import { Refusal, refuse } from '@menshen/contract/errors'
import { forgetWrongFactors } from '#domain/entry/mfa/tries.ts'
import { isActiveAccount } from '#domain/entry/session/account-status.ts'
import { endEverySession, endEverySessionAt, endSessions } from '#domain/entry/session/end-every.ts'
import { signOut } from '#domain/entry/session/sign-out.ts'
import { requireProven } from '#domain/entry/session/strength.ts'
import { forgetTries } from '#domain/entry/sign-in/count-tries.ts'
import { usePicture } from '#domain/people/file/picture.ts'
import {
  type AccountExtras,
  type AccountInput,
  administrativeFields,
  parseAccount,
  parseAccountExtras,
} from '#domain/people/user/account-input.ts'
import { claimIdentifiers, refuseTaken, requireFree } from '#domain/people/user/taken.ts'
import type { User } from '#domain/people/user/user.ts'
import { findUser, lockUser, updateUser as saveUser } from '#domain/people/user/user-store.ts'
import { withNewAddresses } from '#domain/people/user/vouch.ts'
import { savePassword } from '#domain/proof/credential/earlier-passwords.ts'
import { type NewPassword, prepareNewPassword } from '#domain/proof/credential/new-password.ts'
import type { RequestContext } from '#domain/shape/request-context.ts'
import type { Before, Context, Verb } from '#domain/shape/verb.ts'
import { makeMain } from '#domain/structure/organisation/members.ts'
import { tellCounted } from '../register/exists.ts'
import { requireQuietName } from '../register/register-quietly.ts'

export interface UserUpdate {
  /** Left out: the caller. */
  id?: string | null
  changes: AccountInput
  /** The password came as it is. */
  rawPassword?: boolean | undefined
}

interface Prepared {
  id: string
  changes: Partial<User>
  password: NewPassword | null
  extras: AccountExtras
}

const tells = [
  'user.updated',
  'user.profile-changed',
  'user.blocked',
  'user.unblocked',
  'user.password-changed',
  'user.signed-out',
  'department.main-set',
] as const

/**
 * Changes a person: an administrator anybody and anything, people themselves and only their profile, and `tokenExpiredAt: '0'`,
 * which is how older clients sign out. Order of refusals:
 * 2202 somebody else, 2225 e-mail, 2226 phone, 2018 an administrator's field, 2204 malformed e-mail, 6127 another username
 * without a fresh sign-in, 400 one that reads as an address where the pool hides who has an account, 2034, 2200 and 2035 taken by another, 2004 nobody of that id, 404 a main department that the person
 * is not in.
 */
export const updateUser: Verb<(typeof tells)[number], UserUpdate, User, Prepared> = {
  name: 'user.update',
  admits: 'proven user or manager',
  emits: tells,
  async prepare(before, { id, changes, rawPassword = false }) {
    const target = requireMayChange(before, id, changes)
    const [parsed, extras] = [parseAccount(changes, 'updateUser'), parseAccountExtras(changes)]
    await requireMayRename(before, parsed)
    await requireFree(before.reader, { ...parsed, id: target, userPoolId: before.pool.id }, null).catch((error) =>
      before.caller.kind === 'user' && error instanceof Refusal ? tellCounted(before, error) : Promise.reject(error),
    )
    return { id: target, changes: parsed, password: await readPassword(before, changes.password, !rawPassword), extras }
  },
  async run(context, { id, changes, password, extras }) {
    const { tx, pool, now, changed } = context
    const present = (await lockUser(tx, pool.id, id)) ?? refuse(2004)
    const columns = withLevel(withNewAddresses(changes, present), password)
    await claimIdentifiers(tx, { ...changes, id, userPoolId: pool.id }, null)
    const user =
      (await saveUser(tx, pool.id, id, columns, now).catch((error) => refuseTaken(error, null))) ?? refuse(2004)
    changed(`user:${pool.id}:${id}`)
    await usePicture(context, id, changes.profile?.photo)
    // An administrator who unlocks an account, or gives it a password, means it to be open.
    if (changes.blocked === false) await forgetWrongFactors(context, user)
    else if (password !== null) await forgetTries(context, id)
    if (password !== null) {
      await savePassword({ tx, pool, now }, id, password.hash)
      // Somebody who knew the old password may hold a session too.
      await endEverySession({ tx, pool, now, changed }, [id])
    }
    // What applications may do while somebody is away does not come back by itself when the account does.
    if (!isActiveAccount(user)) await endSessions({ tx, pool, now, changed }, [id], { kind: 'offline' })
    if (extras.mainDepartment) await makeMain(context, id, extras.mainDepartment)
    if (extras.tokenExpiredAt) await endAt(context, id, extras.tokenExpiredAt)
    tell(context, id, changes, password)
    return user
  },
}

/** What people do to themselves goes by another name. */
function tell(
  { caller, emit }: Context<(typeof tells)[number]>,
  userId: string,
  { blocked }: Partial<User>,
  password: NewPassword | null,
): void {
  emit(caller.kind === 'manager' ? 'user.updated' : 'user.profile-changed', { userId })
  if (blocked !== undefined) emit(blocked ? 'user.blocked' : 'user.unblocked', { userId })
  if (password !== null) emit('user.password-changed', { userId, by: 'administrator' })
}

function requireMayChange({ caller }: RequestContext, id: string | null | undefined, changes: AccountInput): string {
  if (caller.kind === 'manager') return id || refuse(2231)
  if (caller.kind !== 'user') refuse(2020)
  if (id && id !== caller.userId) refuse(2202)
  if (changes.email !== undefined) refuse(2225)
  if (changes.phone !== undefined || changes.phoneCountryCode !== undefined) refuse(2226)
  const signsOut = (field: string) => field === 'tokenExpiredAt' && changes[field] === '0'
  if (administrativeFields.some((field) => changes[field] !== undefined && !signsOut(field))) refuse(2018)
  return caller.userId
}

/** People can only say it of their own session, and older clients do when they sign out. */
async function endAt(context: Context<'user.signed-out'>, id: string, time: Date): Promise<void> {
  if (context.caller.kind === 'user') await signOut.run(context, {})
  else await endEverySessionAt(context, id, time)
}

/** Only people who have just proven that the account is theirs change a name to sign in with. The present one may come along. */
async function requireMayRename({ reader, pool, caller }: Before, { username }: Partial<User>): Promise<void> {
  if (caller.kind !== 'user' || username === undefined) return
  const present = await findUser(reader, pool.id, caller.userId)
  requireProven(caller, username === present?.username)
  if (username === present?.username) return
  const [email, phone] = [present?.emailVerified && present.email, present?.phoneVerified && present.phone]
  requireQuietName(pool, username, [email || null, phone || null])
}

function withLevel(changes: Partial<User>, password: NewPassword | null): Partial<User> {
  return password ? { ...changes, passwordSecurityLevel: password.level } : changes
}

async function readPassword(before: Before, password: unknown, encrypted: boolean): Promise<NewPassword | null> {
  if (typeof password !== 'string' || password === '') return null
  return prepareNewPassword(before, password, encrypted)
}
