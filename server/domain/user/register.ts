import { refuse } from '@menshen/contract/errors'
import { newId } from '#platform/crypto/random.ts'
import { requireStrength } from '../credential/password-policy.ts'
import { savePasswordHash } from '../credential/password-store.ts'
import { decryptPassword } from '../credential/transport.ts'
import { openSession } from '../session/open.ts'
import type { Session, SessionKind } from '../session/session.ts'
import type { Verb } from '../verb.ts'
import { parseEmail, parseUsername } from './identifier.ts'
import { type ProfileInput, parseProfile } from './profile.ts'
import { refuseTaken, requireFree } from './taken.ts'
import type { User } from './user.ts'
import { insertUser, type NewUser } from './user-store.ts'

export interface Registration {
  method: 'email' | 'username'
  identifier: string
  password: string
  encrypted: boolean
  profile: ProfileInput
  /** Sign in at once, counted as a sign-in. */
  forceLogin: boolean
  /** Open a session for a token without counting a sign-in. */
  generateToken?: boolean
  kind: SessionKind
}

export interface Registered {
  user: User
  session: Session | null
}

interface Prepared {
  input: Registration
  user: NewUser
  hash: string
}

/**
 * A person registers. Order of refusals: 2003 malformed e-mail or 2211 no username, 2032 no password, 2016 undecryptable,
 * 2029 too weak, 2031 registration closed, 2026 identifier taken, 2034, 2035 and 2200 another identifier of the profile taken.
 */
export const registerUser: Verb<Registration, Registered, Prepared> = {
  name: 'user.register',
  admits: 'anyone',
  async prepare({ look, pool, tools, now }, input) {
    const primary =
      input.method === 'email'
        ? { email: parseEmail(input.identifier, 2003) }
        : { username: parseUsername(input.identifier) }
    if (input.password === '') refuse(2032)
    const password = input.encrypted ? decryptPassword(tools.keys.transport.privateKey, input.password) : input.password
    if (password === '') refuse(2032)
    requireStrength(password, pool.settings.passwordStrength)
    if (pool.settings.registerDisabled) refuse(2031)
    const user: NewUser = {
      ...parseProfile(input.profile),
      ...primary,
      id: newId(now),
      userPoolId: pool.id,
      registerSource: [sources[input.method]],
    }
    await requireFree(look, user, input.method)
    return { input, user, hash: await tools.hasher.hash(password) }
  },
  async run(context, { input, user, hash }) {
    const { tx, now } = context
    const created = await insertUser(tx, user, now).catch((error) => refuseTaken(error, input.method))
    await savePasswordHash(tx, user.userPoolId, user.id, hash, now)
    if (!input.forceLogin && !input.generateToken) return { user: created, session: null }
    return openSession(context, created, { kind: input.kind, counted: input.forceLogin }, created)
  },
}

/** `registerSource` as the official service spells it. */
const sources = { email: 'basic:email', username: 'basic:username-password' } as const
