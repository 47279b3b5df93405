import { isDeclined, Refusal, refuse } from '@menshen/contract/errors'
import { assumedColumns } from '#domain/entry/first-proof/standing.ts'
import { enqueue, type Prepared } from '#domain/messaging/message/enqueue.ts'
import { prepareWelcome } from '#domain/messaging/message/notice.ts'
import { writeOwnValues } from '#domain/people/custom-field/at-registration.ts'
import type { ValueInput } from '#domain/people/custom-field/custom-field.ts'
import { usePicture } from '#domain/people/file/picture.ts'
import { type Extras, prepareExtras } from '#domain/people/user/extras.ts'
import { parseEmail, parsePhone, parseUsername } from '#domain/people/user/identifier.ts'
import { type ProfileInput, parseProfile } from '#domain/people/user/profile.ts'
import { claimIdentifiers, refuseTaken, requireFree } from '#domain/people/user/taken.ts'
import type { User } from '#domain/people/user/user.ts'
import { insertUser, type NewUser } from '#domain/people/user/user-store.ts'
import { readNewPassword } from '#domain/proof/credential/new-password.ts'
import { savePasswordHash } from '#domain/proof/credential/password-store.ts'
import { securityLevelOf } from '#domain/proof/credential/security-level.ts'
import type { Before, Context, Preparing, Verb } from '#domain/shape/verb.ts'
import { joinDefaultGroup } from '#domain/structure/group/join-default.ts'
import { newId } from '#platform/crypto/random.ts'
import { afterRegistration, type Registered, type WantedSession } from './after-registration.ts'
import { countLookup, tellCounted } from './exists.ts'
import { admitRegistration, checkRegistration } from './may-register.ts'
import { type BesideCodes, codesBeside, type ProvenAddresses, saysProof, withProven } from './prove-address.ts'
import {
  asIfRegistered,
  prepareQuiet,
  type Quiet,
  requireProvenBeside,
  requireQuietName,
  tellQuietly,
} from './register-quietly.ts'

export interface Registration extends WantedSession, ProvenAddresses {
  method: 'email' | 'username' | 'phone'
  identifier: string
  /** Of a phone number that does not name its country; China when left out. */
  countryCode?: string | null | undefined
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
  /** Null where nothing has to be hidden. */
  quiet: Quiet | null
  /** What is said of a name that somebody has; null when nobody has. */
  taken: Refusal | null
  /** Of custom fields. */
  values: ValueInput[]
  codes: BesideCodes
}

const tells = ['user.registered', 'user.signed-in', 'user.address-given-up'] as const

/**
 * A person registers. Order of refusals: those of `prepareExtras`, 2003 malformed e-mail, 2211 no username or 2028
 * malformed phone, 2032 no password, 2016 undecryptable, 2029 too weak, then what `checkRegistration` says, 2026
 * identifier taken, 2034, 2035 and 2200 another identifier of the profile taken, what `withProven` says of tokens, 2012 the
 * default group is gone; and for who signs in at once 2002 and 2040.
 */
export const registerUser: Verb<(typeof tells)[number], Registration, Registered, PreparedRegistration> = {
  name: 'user.register',
  admits: 'anyone',
  emits: tells,
  async prepare(before, input) {
    const values = await prepareExtras(before, input.extras)
    const user = newcomer(before, input)
    if (input.password === '') refuse(2032)
    const own = [user.username, user.email, user.phone].flatMap((text) => text ?? [])
    const password = await readNewPassword(before, input.password, input.encrypted, own, 2032)
    await checkRegistration(before, user)
    requireProvenBeside(before.pool, user, input, input.method)
    requireQuietName(before.pool, user.username)
    const quiet = await prepareQuiet(before, user, input)
    if (quiet) user.emailVerified = false
    const taken = await takenBeside(before, asShown(user, input), input.method)
    const welcome = await prepareWelcome(before, asShown(user, input))
    user.passwordSecurityLevel = securityLevelOf(password, own)
    // It is said anyway that the name is taken, so nothing is hidden by work that nobody needs.
    const hash = taken ? '' : await before.ports.hasher.hash(password)
    return { input, user, welcome, values, quiet, taken, hash, codes: codesBeside(before, user, input) }
  },
  async run(context, prepared) {
    const { input, user, quiet, taken, codes } = prepared
    if (taken) return (await countLookup(context)) ?? { declined: taken }
    const proven = await withProven(context, user, input, codes)
    if (isDeclined(proven)) return proven
    if (quiet) {
      // What tokens prove is looked at before anything depends on the address that is not spoken of.
      await requireFree(context.tx, { ...asShown(proven, input), [quiet.kind]: null }, input.method)
      const over = await tellQuietly(context, user, quiet)
      if (over) return over
      if (quiet.taken) return { user: asIfRegistered(proven, context.now), session: null }
    }
    const created = await insertNewcomer(context, prepared, proven)
    // Who was signed in at once would have an account.
    if (quiet) return { user: created, session: null }
    return afterRegistration(context, created, input)
  },
}

/**
 * Refuses an identifier that somebody has, and counts that it was said. Where the pool hides who has an account, nothing is said
 * of addresses before they are proven, and that a username is taken, which has to be said, is answered, to be said in `run`.
 */
async function takenBeside(before: Preparing, user: NewUser, method: Registration['method']): Promise<Refusal | null> {
  const { hideAccountExistence: hidden } = before.pool.settings
  const asked = hidden ? { ...user, email: null, phone: null } : user
  try {
    await requireFree(before.reader, asked, method)
    return null
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return hidden ? error : tellCounted(before, error)
  }
}

function newcomer({ pool, now }: Before, registration: Registration): NewUser {
  return {
    ...parseProfile(registration.profile),
    ...primaryOf(registration),
    emailVerified: pool.settings.emailVerifiedDefault,
    id: newId(now),
    userPoolId: pool.id,
    registerSource: [sources[registration.method]],
  }
}

function primaryOf({ method, identifier, countryCode }: Registration): Partial<User> {
  if (method === 'email') return { email: parseEmail(identifier, 2003) }
  if (method === 'username') return { username: parseUsername(identifier) }
  const { phone, countryCode: phoneCountryCode } = parsePhone(identifier, countryCode) ?? refuse(2028)
  return { phone, phoneCountryCode }
}

async function insertNewcomer(
  context: Context<'user.registered'>,
  { input, user, hash, welcome, values }: PreparedRegistration,
  proven: NewUser,
): Promise<User> {
  const { tx, now } = context
  await admitRegistration(context, user)
  await claimIdentifiers(tx, asShown(proven, input), input.method)
  const created = await insertUser(tx, { ...proven, ...assumedColumns(proven, saysProof(input, 'email')) }, now).catch(
    (error) => refuseTaken(error, input.method),
  )
  await savePasswordHash(tx, user.userPoolId, user.id, hash, now)
  await joinDefaultGroup(context, user.id)
  await writeOwnValues(context, user.id, values)
  await usePicture(context, user.id, user.profile?.photo)
  if (welcome) await enqueue(context, welcome)
  context.emit('user.registered', { userId: created.id, by: 'password' })
  return created
}

/** Addresses that the pool takes as verified are not proven by that. */
function asShown(user: NewUser, proofs: ProvenAddresses): NewUser {
  return { ...user, emailVerified: saysProof(proofs, 'email'), phoneVerified: saysProof(proofs, 'phone') }
}

/** `registerSource` as the official service spells it. */
const sources = {
  email: 'basic:email',
  username: 'basic:username-password',
  phone: 'basic:phone-password',
} as const
