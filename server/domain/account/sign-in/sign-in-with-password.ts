import { type Declined, decline, isDeclined, refuse } from '@menshen/contract/errors'
import { isUnclaimed } from '#domain/entry/first-proof/standing.ts'
import { requireActiveAccount } from '#domain/entry/session/account-status.ts'
import type { SessionKind, SignedIn } from '#domain/entry/session/session.ts'
import { beginTry, countFailure, countSuccess, standingOf, type Try } from '#domain/entry/sign-in/count-tries.ts'
import { findNamed, type Name, type Named } from '#domain/entry/sign-in/find-named.ts'
import { openSession } from '#domain/entry/sign-in/open.ts'
import { requireMethod } from '#domain/entry/sign-in/sign-in-methods.ts'
import { writeOwnValues } from '#domain/people/custom-field/at-registration.ts'
import type { ValueInput } from '#domain/people/custom-field/custom-field.ts'
import { type Extras, prepareExtras } from '#domain/people/user/extras.ts'
import { isEmail, parsePhone } from '#domain/people/user/identifier.ts'
import type { User } from '#domain/people/user/user.ts'
import { matchesTyped, normalPassword } from '#domain/proof/credential/normal-password.ts'
import { findPasswordHash, type StoredPassword } from '#domain/proof/credential/password-store.ts'
import { portsFor } from '#domain/proof/credential/ports-for.ts'
import { isRenewable, renewHash } from '#domain/proof/credential/renew-hash.ts'
import { readPassword } from '#domain/proof/credential/transport.ts'
import type { Before, Context, Verb } from '#domain/shape/verb.ts'
import { type PreparedRegistration, type Registration, registerUser } from '../register/register.ts'

export interface PasswordSignIn extends Name {
  password: string
  /** True when the password came encrypted under the transport key, as the official clients send it. */
  encrypted: boolean
  kind: SessionKind
  /** Seconds; the application's or the pool's setting when left out. */
  lifetime?: number
  /** What was read in the image of `client.captchaId`. */
  captchaCode?: string | null | undefined
  /** People without an account get one, as far as registration allows. Not with a phone number: that needs a code. */
  autoRegister?: boolean
  extras?: Extras
  /** What is asked for where tokens come of it: see `entry/token-set`. */
  tokenScope?: string
}

/** Why a try fails; it is counted. */
type Failing = 2004 | 2006

type Prepared = { input: PasswordSignIn } & (
  | { newcomer: PreparedRegistration }
  | { trying: Try; failing: Failing }
  /**
   * `stored` is what the password was found to match, `renewed` what takes its place where it came from elsewhere,
   * `values` those of custom fields, for who gets in.
   */
  | { trying: Try; user: User; stored: StoredPassword; renewed: string | null; values: ValueInput[] }
)

const tells = ['user.signed-in', 'user.registered', 'user.address-given-up'] as const

/**
 * Signs a person in with a password. Order of refusals: those of `prepareExtras`, 2003 malformed e-mail, 2211 no
 * username, 400 a way that the application has closed, 2000 and 2001 captcha, 2005 failed tries have locked the account, 2016
 * undecryptable, 2004 nobody of that name, 2027 no password because the account came from elsewhere, 2006 wrong password, then those
 * of `openSession`: only somebody with the right password learns of a lock. Where the pool hides which accounts there are, 2004, 2006
 * and 2027 are 2333.
 */
export const signInWithPassword: Verb<(typeof tells)[number], PasswordSignIn, SignedIn, Prepared> = {
  name: 'session.sign-in-with-password',
  admits: 'anyone',
  emits: tells,
  async prepare(before, input) {
    const values = await prepareExtras(before, input.extras)
    if (input.by === 'email' && !isEmail(input.identifier)) refuse(2003)
    if (input.by === 'username' && input.identifier.trim() === '') refuse(2211)
    if (input.by) await requireMethod(before, `${input.by}-password`)
    const [first = null, second = null] = await findNamed(before, input)
    if (!first) await requireOpenFor(before, input)
    // Registering would tell that nobody had the name.
    const mayRegister = input.autoRegister && !before.pool.settings.hideAccountExistence
    const registration = !first && mayRegister ? registrationOf(input) : null
    if (registration) return { input, newcomer: await registerUser.prepare(before, registration) }
    const [user = null, also = null] = [first?.user, second?.user]
    const { captchaCode } = input
    const trying = await beginTry(before, 'password', { user, also, identifier: countedAs(input), captchaCode })
    // However many guess: who signs in on a device of theirs waits for few of them. In one line, as many devices as they may have.
    const known = trying.device && trying.userId
    const ready = known ? { ...before, ports: portsFor({ known }, before.ports) } : before
    const password = await readPassword(ready, input.password, input.encrypted)
    const found = second && (await isTheirs(ready, second, password)) ? second : first
    const failing = await judge(ready, found, password)
    // Hashed again for a wrong one as well: until it is counted, nothing may tell them apart.
    const old = found?.stored && isRenewable(ready.ports.hasher, found.stored.hash, password)
    const renewed = old ? await ready.ports.hasher.hash(normalPassword(password)) : null
    if (failing || !found?.stored) return { input, trying, failing: failing ?? 2006 }
    return { input, trying, values, user: found.user, stored: found.stored, renewed }
  },
  async run(context, seen) {
    if ('newcomer' in seen) return register(context, seen.newcomer)
    const { trying, input } = seen
    const standing = await standingOf(context, trying)
    if (standing.closed) return standing.closed
    if ('failing' in seen) return fail(context, trying, seen.failing)
    const { user, stored, renewed, values } = seen
    await countSuccess(context, standing, user.id)
    // Ahead of the session: a second factor, where one is asked for, is tied to the hash that is stored then.
    const hash = renewed ? await renewHash(context, user.id, stored, renewed) : stored.hash
    const { kind, lifetime, tokenScope } = input
    const signedIn = await openSession(context, user, { way: 'password', kind, lifetime, tokenScope })
    // The person's row is locked now, and a change of the password locks it first: this is the password that counts.
    if ((await findPasswordHash(context.tx, user.userPoolId, user.id)) !== hash) refuse(2006)
    if (!isDeclined(signedIn)) await writeOwnValues(context, user.id, values)
    return signedIn
  },
}

/** A text can be an address although there is no sign-in by that; a person with it as a username was found already. */
async function requireOpenFor(before: Before, { by, identifier }: PasswordSignIn): Promise<void> {
  if (!by && isEmail(identifier) && !before.pool.settings.hideAccountExistence)
    await requireMethod(before, 'email-password')
}

/** A number is counted as one however it is written, as the account of it is: two counts would tell that there is none. */
function countedAs({ by, identifier, countryCode }: Name): string {
  const number = countryCode && (!by || by === 'phone') ? parsePhone(identifier, countryCode) : null
  return number?.phone ?? identifier
}

/** A name can mean two people: the password decides which. */
async function isTheirs({ ports }: Before, { stored }: Named, password: string): Promise<boolean> {
  return stored !== null && (await matchesTyped(ports.hasher, password, stored.hash))
}

/** Null when the password is right. Whether its owner may enter is for `openSession`, once the try has been counted. */
async function judge({ pool, ports }: Before, found: Named | null, password: string): Promise<Failing | null> {
  const hidden = pool.settings.hideAccountExistence
  const person = found && found.user.status !== 'Archived' ? found : null
  if (!person && !hidden) return 2004
  if (person && !hidden) requireActiveAccount(person.user)
  if (person && !person.stored && !hidden && isFromElsewhere(person.user)) refuse(2027)
  // A hidden account takes as long as one that is shown.
  const hash = person?.stored?.hash ?? (hidden ? ports.hasher.dummy : null)
  const matches = hash !== null && (await matchesTyped(ports.hasher, password, hash))
  if (!matches || !person?.stored || (hidden && isPending(person))) return person ? 2006 : 2004
  return null
}

/** An address that nobody has proven lets nobody in where that would tell that it has an account: anybody could register with it to find out. */
function isPending({ user, via }: Named): boolean {
  return via !== 'username' && isUnclaimed(user, via)
}

/** An account that another identity provider vouches for, and that never had a password. */
function isFromElsewhere({ registerSource, profile }: User): boolean {
  return Boolean(profile.oauth) || registerSource.some((source) => /^(social|oauth|enterprise):/.test(source))
}

async function fail(context: Context, trying: Try, code: Failing): Promise<Declined> {
  const counted = await countFailure(context, trying, { outcome: code })
  if ('refusal' in counted) return counted.refusal
  if (context.pool.settings.hideAccountExistence) return decline(2333, { data: { remainCount: counted.left } })
  return code === 2004 ? decline(2004) : decline(2006)
}

function registrationOf({ by, identifier, ...input }: PasswordSignIn): Registration | null {
  // What reads as a number is no username that anybody chose.
  if (by === 'phone' || (!by && parsePhone(identifier))) return null
  const method = by ?? (isEmail(identifier) ? 'email' : 'username')
  const { password, encrypted, kind, lifetime, extras, tokenScope } = input
  const wanted = { kind, lifetime, tokenScope, forceLogin: true }
  return { method, identifier, password, encrypted, extras, profile: {}, ...wanted }
}

async function register(
  context: Context<(typeof tells)[number]>,
  newcomer: PreparedRegistration,
): Promise<SignedIn | Declined> {
  const registered = await registerUser.run(context, newcomer)
  if (isDeclined(registered)) return registered
  const { user, session } = registered
  return session ? { user, session } : decline(2042)
}
