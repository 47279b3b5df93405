import { refuse } from '@menshen/contract/errors'
import { findPasswordHash } from '../credential/password-store.ts'
import { decryptPassword } from '../credential/transport.ts'
import { isEmail, parsePhone } from '../user/identifier.ts'
import type { User, UserKey } from '../user/user.ts'
import { findUserWithPassword } from '../user/user-store.ts'
import type { Before, Verb } from '../verb.ts'
import { requireMayEnter } from './may-enter.ts'
import { openSession } from './open.ts'
import type { Session, SessionKind } from './session.ts'

export interface PasswordSignIn {
  /** Null: whichever of the three the text can be, as on the sign-in page. */
  by: 'username' | 'email' | 'phone' | null
  identifier: string
  password: string
  /** True when the password came encrypted under the transport key, as the official clients send it. */
  encrypted: boolean
  kind: SessionKind
  /** Seconds; the application's or the pool's setting when left out. */
  lifetime?: number
}

export interface SignedIn {
  user: User
  session: Session
}

interface Checked {
  user: User
  /** The hash that the password was found to match. */
  hash: string
  input: PasswordSignIn
}

/**
 * Signs a person in with a password. Order of refusals: 2003 malformed e-mail, 2016 undecryptable password, 2004 nobody
 * of that name, 2005 locked, 2006 wrong password. The hash is checked before the transaction; the lock again inside it.
 */
export const signInWithPassword: Verb<PasswordSignIn, SignedIn, Checked> = {
  name: 'session.sign-in-with-password',
  admits: 'anyone',
  async prepare(before, input) {
    if (input.by === 'email' && !isEmail(input.identifier.trim())) refuse(2003)
    if (input.by === 'username' && input.identifier.trim() === '') refuse(2211)
    const password = input.encrypted
      ? decryptPassword(before.tools.keys.transport.privateKey, input.password)
      : input.password
    const found = await findAccount(before, input)
    requireMayEnter(found?.user ?? null)
    if (!found?.hash || !(await before.tools.hasher.matches(password, found.hash))) refuse(2006)
    return { user: found.user, hash: found.hash, input }
  },
  async run(context, { user, hash, input }) {
    const signedIn = await openSession(context, user, { kind: input.kind, counted: true, lifetime: input.lifetime })
    // The person's row is locked now, and whoever changes a password locks it first: this is the password that counts.
    if ((await findPasswordHash(context.tx, user.userPoolId, user.id)) !== hash) refuse(2006)
    return signedIn
  },
}

async function findAccount({ look, pool }: Before, { by, identifier }: PasswordSignIn) {
  const find = (key: UserKey, value: string) => findUserWithPassword(look, pool.id, key, value)
  const phone = parsePhone(identifier)?.phone
  if (by === 'email') return find('email', identifier)
  if (by === 'phone') return phone ? find('phone', phone) : null
  if (by === 'username') return find('username', identifier)
  if (isEmail(identifier.trim())) return find('email', identifier)
  return (await find('username', identifier)) ?? (phone ? find('phone', phone) : null)
}
