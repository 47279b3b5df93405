import { refuse } from '@menshen/contract/errors'
import { newId } from '#platform/crypto/random.ts'
import { readNewPassword } from '../credential/new-password.ts'
import { savePasswordHash } from '../credential/password-store.ts'
import { enqueue, type Prepared } from '../message/enqueue.ts'
import { prepareWelcome } from '../message/notice.ts'
import { afterRegistration, type Registered, type WantedSession } from '../session/after-registration.ts'
import type { Before, Context, Verb } from '../verb.ts'
import { checkExtras, type Extras } from './extras.ts'
import { parseEmail, parseUsername } from './identifier.ts'
import { admitRegistration, checkRegistration } from './may-register.ts'
import { type ProfileInput, parseProfile } from './profile.ts'
import { refuseTaken, requireFree } from './taken.ts'
import type { User } from './user.ts'
import { insertUser, type NewUser } from './user-store.ts'

export interface Registration extends WantedSession {
  method: 'email' | 'username'
  identifier: string
  password: string
  encrypted: boolean
  profile: ProfileInput
  extras?: Extras
}

export interface PreparedRegistration {
  input: Registration
  user: NewUser
  hash: string
  welcome: Prepared | null
}

/**
 * A person registers. Order of refusals: 2003 malformed e-mail or 2211 no username, 2032 no password, 2016 undecryptable,
 * 2029 too weak, then what `checkRegistration` says, 2026 identifier taken, 2034, 2035 and 2200 another identifier of the
 * profile taken; and for who signs in at once 2002 and 2040.
 */
export const registerUser: Verb<Registration, Registered, PreparedRegistration> = {
  name: 'user.register',
  admits: 'anyone',
  async prepare(before, input) {
    checkExtras(input.extras ?? {}, 'register')
    const user = newcomer(before, input)
    if (input.password === '') refuse(2032)
    const own = [user.username, user.email].flatMap((text) => text ?? [])
    const password = readNewPassword(before, input.password, input.encrypted, own, 2032)
    await checkRegistration(before, user)
    await requireFree(before.look, user, input.method)
    const welcome = await prepareWelcome(before, user)
    return { input, user, welcome, hash: await before.tools.hasher.hash(password) }
  },
  async run(context, prepared) {
    const { input } = prepared
    const created = await insertNewcomer(context, prepared)
    return afterRegistration(context, created, input)
  },
}

function newcomer({ pool, now }: Before, { method, identifier, profile }: Registration): NewUser {
  const primary = method === 'email' ? { email: parseEmail(identifier, 2003) } : { username: parseUsername(identifier) }
  return {
    ...parseProfile(profile),
    ...primary,
    emailVerified: pool.settings.emailVerifiedDefault,
    id: newId(now),
    userPoolId: pool.id,
    registerSource: [sources[method]],
  }
}

async function insertNewcomer(context: Context, { input, user, hash, welcome }: PreparedRegistration): Promise<User> {
  const { tx, now } = context
  await admitRegistration(context, user)
  const created = await insertUser(tx, user, now).catch((error) => refuseTaken(error, input.method))
  await savePasswordHash(tx, user.userPoolId, user.id, hash, now)
  if (welcome) await enqueue(context, welcome)
  return created
}

/** `registerSource` as the official service spells it. */
const sources = { email: 'basic:email', username: 'basic:username-password' } as const
