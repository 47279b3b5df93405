import { Refusal, refuse } from '@menshen/contract/errors'
import { checkExtras, type Extras } from '../user/extras.ts'
import { insertByCode, type NewByCode, prepareByCode } from '../user/new-by-code.ts'
import type { ProfileInput } from '../user/profile.ts'
import type { User } from '../user/user.ts'
import { findUserBy, updateUser } from '../user/user-store.ts'
import type { Before, Context, Verb } from '../verb.ts'
import { type Address, type AddressInput, emailAddress, phoneAddress } from '../verification-code/address.ts'
import { type CodeProof, proofOf, useCode } from '../verification-code/use-code.ts'
import { openSession } from './open.ts'
import type { SessionKind, SignedIn } from './session.ts'

export interface CodeSignIn extends AddressInput {
  code: string
  /** Whoever has no account gets one, as far as registration allows. */
  autoRegister: boolean
  profile: ProfileInput
  kind: SessionKind
  /** Seconds; the application's or the pool's setting when left out. */
  lifetime?: number
  extras?: Extras
}

interface Prepared {
  input: CodeSignIn
  address: Address
  proof: CodeProof
  /** Who registers on the way; a refusal when nobody may; null when nobody asked to. */
  newcomer: NewByCode | Refusal | null
}

/**
 * Signs a person in with a code that was sent to the address. Order of refusals: 2003 malformed e-mail, 2001 malformed
 * phone, 2001 and 2300 the code, and only then, for whoever holds the address, 2004 nobody has it (or, with
 * `autoRegister`, what registering says), 2005 locked. A refusal after the code leaves it good.
 */
export const signInWithCode: Verb<CodeSignIn, SignedIn, Prepared> = {
  name: 'session.sign-in-with-code',
  admits: 'anyone',
  async prepare(before, input) {
    checkExtras(input.extras ?? {}, 'login')
    const address = input.email
      ? emailAddress(input.email, 2003)
      : (phoneAddress(input.phone ?? '', input.countryCode) ?? refuse(2001))
    const proof = proofOf(before, address.text, 'login', input.code)
    return { input, address, proof, newcomer: input.autoRegister ? await welcome(before, address, input) : null }
  },
  async run(context, { input, address, proof, newcomer }) {
    const declined = await useCode(context, proof)
    if (declined) return declined
    const user = (await findProven(context, address)) ?? (await register(context, newcomer))
    const { kind, lifetime } = input
    return openSession(context, user, { way: 'code', kind, lifetime, counted: true })
  },
}

/** Kept for after the code: whoever does not hold the address must not learn from it that nobody has an account. */
async function welcome(before: Before, address: Address, { profile }: CodeSignIn): Promise<NewByCode | Refusal> {
  try {
    return await prepareByCode(before, address, profile, null)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

/** Whoever has the address, which the code has just verified. */
async function findProven({ tx, pool, now, changed }: Context, { channel, text }: Address): Promise<User | null> {
  const user = await findUserBy(tx, pool.id, channel === 'mail' ? 'email' : 'phone', text)
  if (!user || (channel === 'mail' ? user.emailVerified : user.phoneVerified)) return user
  changed(`user:${pool.id}:${user.id}`)
  return updateUser(tx, pool.id, user.id, channel === 'mail' ? { emailVerified: true } : { phoneVerified: true }, now)
}

function register(context: Context, newcomer: Prepared['newcomer']): Promise<User> | never {
  if (newcomer instanceof Refusal) throw newcomer
  return newcomer ? insertByCode(context, newcomer) : refuse(2004)
}
