import { type Declined, isDeclined, Refusal, refuse } from '@menshen/contract/errors'
import { type Proving, prepareProof, settleProof } from '#domain/entry/first-proof/settle.ts'
import type { SessionKind, SignedIn } from '#domain/entry/session/session.ts'
import { beginTry, countFailure, countSuccess, standingOf, type Try } from '#domain/entry/sign-in/count-tries.ts'
import { openSession } from '#domain/entry/sign-in/open.ts'
import { requireMethod } from '#domain/entry/sign-in/sign-in-methods.ts'
import { recordFailure } from '#domain/ground/login-history/record-failure.ts'
import {
  type AddressInput,
  type ContactAddress,
  emailAddress,
  phoneAddress,
} from '#domain/messaging/contact/address.ts'
import { writeOwnValues } from '#domain/people/custom-field/at-registration.ts'
import type { ValueInput } from '#domain/people/custom-field/custom-field.ts'
import { type Extras, prepareExtras } from '#domain/people/user/extras.ts'
import type { ProfileInput } from '#domain/people/user/profile.ts'
import type { User } from '#domain/people/user/user.ts'
import { findUserBy } from '#domain/people/user/user-store.ts'
import { type CodeProof, proofOf, useCode, type WrongCode } from '#domain/proof/verification-code/use-code.ts'
import type { Before, Context, Verb } from '#domain/shape/verb.ts'
import { insertByCode, type NewByCode, prepareByCode } from '../register/new-by-code.ts'

export interface CodeSignIn extends AddressInput {
  code: string
  /** People without an account get one, as far as registration allows. */
  autoRegister: boolean
  profile: ProfileInput
  kind: SessionKind
  /** Seconds; the application's or the pool's setting when left out. */
  lifetime?: number
  extras?: Extras
  /** What is asked for where tokens come of it: see `entry/token-set`. */
  tokenScope?: string
}

interface Prepared {
  input: CodeSignIn
  address: ContactAddress
  proof: CodeProof
  trying: Try
  proving: Proving
  /** Of custom fields, for who gets in. */
  values: ValueInput[]
  /** Who registers on the way; a refusal when nobody may; null when nobody asked to. */
  newcomer: NewByCode | Refusal | null
}

const tells = ['user.signed-in', 'user.registered', 'user.address-proven', 'user.address-given-up'] as const

/**
 * Signs a person in with a code that was sent to the address. Order of refusals: those of `prepareExtras`, 2003 malformed
 * e-mail, 2001 malformed phone, 400 a way that the application has closed, 2001 and 2300 the code, and only then, for the one who
 * holds the address, 2004 nobody has it (or, with `autoRegister`, what registering says), 2005 locked. A refusal after the code
 * leaves it good.
 */
export const signInWithCode: Verb<(typeof tells)[number], CodeSignIn, SignedIn, Prepared> = {
  name: 'session.sign-in-with-code',
  admits: 'anyone',
  emits: tells,
  async prepare(before, input) {
    const values = await prepareExtras(before, input.extras)
    const address = input.email
      ? emailAddress(input.email, 2003)
      : (phoneAddress(input.phone ?? '', input.countryCode) ?? refuse(2001))
    await requireMethod(before, address.channel === 'mail' ? 'email-code' : 'phone-code')
    const proof = proofOf(before, address.text, 'login', input.code)
    const trying = await beginTry(before, 'code', { user: await holderOf(before, address), identifier: address.text })
    const newcomer = input.autoRegister ? await welcome(before, address, input) : null
    return { input, address, proof, trying, values, newcomer, proving: await prepareProof(before, address) }
  },
  async run(context, { input, address, proof, trying, values, newcomer, proving }) {
    const declined = await useCode(context, proof)
    if (declined) return fail(context, trying, declined)
    await countSuccess(context, await standingOf(context, trying))
    const user = (await settleProof(context, address, proving)) ?? (await register(context, newcomer, proving))
    const { kind, lifetime, tokenScope } = input
    const signedIn = await openSession(context, user, {
      way: 'code',
      methods: [address.channel === 'mail' ? 'email-code' : 'sms-code'],
      kind,
      lifetime,
      tokenScope,
    })
    if (!isDeclined(signedIn)) await writeOwnValues(context, user.id, values)
    return signedIn
  },
}

function holderOf({ reader, pool }: Before, { channel, text }: ContactAddress): Promise<User | null> {
  return findUserBy(reader, pool.id, channel === 'mail' ? 'email' : 'phone', text)
}

/**
 * A wrong code counts like a wrong password, on the account only where there is a code to guess. One that was right and came
 * late does not: the person who has it was sent it.
 */
async function fail(context: Context, trying: Try, wrong: WrongCode): Promise<Declined> {
  const { code } = wrong.declined
  if (code === 2001) {
    await countFailure(context, trying, { outcome: code, ofAccount: wrong.live })
    return wrong
  }
  await recordFailure(context, { userId: trying.userId, way: 'code', outcome: code })
  return wrong
}

/** Kept for after the code: only the owner of the address may learn from it that nobody has an account. */
async function welcome(before: Before, address: ContactAddress, { profile }: CodeSignIn): Promise<NewByCode | Refusal> {
  try {
    return await prepareByCode(before, address, profile)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

function register(
  context: Context<(typeof tells)[number]>,
  newcomer: Prepared['newcomer'],
  proving: Proving,
): Promise<User> | never {
  if (newcomer instanceof Refusal) throw newcomer
  return newcomer ? insertByCode(context, newcomer, proving) : refuse(2004)
}
