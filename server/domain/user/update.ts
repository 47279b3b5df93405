import { refuse } from '@menshen/contract/errors'
import { prepareNewPassword } from '../credential/new-password.ts'
import { savePasswordHash } from '../credential/password-store.ts'
import { forgetTries } from '../session/count-tries.ts'
import { endEverySession } from '../session/end-every.ts'
import type { Before, Situation, Verb } from '../verb.ts'
import { type AccountInput, administrativeFields, parseAccount } from './account-input.ts'
import { refuseTaken, requireFree } from './taken.ts'
import type { User } from './user.ts'
import { updateUser as saveUser } from './user-store.ts'

export interface UserUpdate {
  /** Left out: the caller. */
  id?: string | null
  changes: AccountInput
}

interface Prepared {
  id: string
  changes: Partial<User>
  hash: string | null
}

/**
 * Changes a person: an administrator anybody and anything, people themselves and only their profile. Order of refusals:
 * 2202 somebody else, 2225 e-mail, 2226 phone, 2018 an administrator's field, 2204 malformed e-mail, 2034, 2200 and 2035
 * taken by another, 2004 nobody of that id.
 */
export const updateUser: Verb<UserUpdate, User, Prepared> = {
  name: 'user.update',
  admits: 'user or manager',
  async prepare(before, { id, changes }) {
    const target = requireMayChange(before, id, changes)
    const parsed = parseAccount(changes)
    await requireFree(before.look, { ...parsed, id: target, userPoolId: before.pool.id }, null, target)
    return { id: target, changes: parsed, hash: await hashNewPassword(before, changes.password) }
  },
  async run(context, { id, changes, hash }) {
    const { tx, pool, now, changed } = context
    const user =
      (await saveUser(tx, pool.id, id, changes, now).catch((error) => refuseTaken(error, null))) ?? refuse(2004)
    changed(`user:${pool.id}:${id}`)
    // An administrator who unlocks an account, or gives it a password, means it to be open.
    if (changes.blocked === false || hash !== null) await forgetTries(context, id)
    if (hash !== null) {
      await savePasswordHash(tx, pool.id, id, hash, now)
      // Whoever held the old password may hold a session too.
      await endEverySession({ tx, pool, now, changed }, [id])
    }
    return user
  },
}

function requireMayChange({ caller }: Situation, id: string | null | undefined, changes: AccountInput): string {
  if (caller.kind === 'manager') return id || refuse(2231)
  if (caller.kind !== 'user') refuse(2020)
  if (id && id !== caller.userId) refuse(2202)
  if (changes.email !== undefined) refuse(2225)
  if (changes.phone !== undefined || changes.phoneCountryCode !== undefined) refuse(2226)
  if (administrativeFields.some((field) => changes[field] !== undefined)) refuse(2018)
  return caller.userId
}

async function hashNewPassword(before: Before, password: unknown): Promise<string | null> {
  if (typeof password !== 'string' || password === '') return null
  return prepareNewPassword(before, password, true)
}
