import { type Declined, refuse } from '@menshen/contract/errors'
import { makeRoom } from '#domain/entry/first-proof/give-up.ts'
import { recordFailure } from '#domain/ground/login-history/record-failure.ts'
import {
  type AddressInput,
  type ContactAddress,
  emailAddress,
  phoneAddress,
} from '#domain/messaging/contact/address.ts'
import type { NewUser } from '#domain/people/user/user-store.ts'
import { newTicket, readTicket } from '#domain/proof/verification-code/ticket.ts'
import { insertTicket, type StoredTicket, takeTicket } from '#domain/proof/verification-code/ticket-store.ts'
import { type CodeProof, proofOf, useCode, type WrongCode } from '#domain/proof/verification-code/use-code.ts'
import type { Before, Context, QuietVerb } from '#domain/shape/verb.ts'

/** Long enough for the rest of a sign-up form. */
const lifetimeMs = 600_000

const subjectOf = ({ channel, text }: Pick<ContactAddress, 'channel' | 'text'>) => `${channel}:${text}`

/**
 * Takes the code of an address that somebody fills in while registering, and answers a token for it, good once and for ten
 * minutes. Order of refusals: 2204 malformed e-mail, 2028 malformed phone, 2001 and 2300 the code.
 */
export const proveAddress: QuietVerb<
  AddressInput & { code: string },
  { token: string },
  { token: string; ticket: StoredTicket; proof: CodeProof }
> = {
  name: 'verification-code.prove-address',
  admits: 'anyone',
  quiet: 'the address is nobody’s yet',
  prepare(before, { code, ...input }) {
    const address = input.email
      ? emailAddress(input.email, 2204)
      : (phoneAddress(input.phone ?? '', input.countryCode) ?? refuse(2028))
    const expiresAt = new Date(before.now.getTime() + lifetimeMs)
    const subject = subjectOf(address)
    const made = newTicket({ userPoolId: before.pool.id, purpose: 'proven-address', subject, expiresAt })
    return { ...made, proof: proofOfEither(before, address.text, code) }
  },
  async run(context, { token, ticket, proof }) {
    const declined = await useCode(context, proof)
    if (declined) return failRegistration(context, declined)
    await insertTicket(context.tx, ticket)
    return { token }
  },
}

/** Who guesses at the code of an address that nobody has yet is in the history of the pool. */
export async function failRegistration(context: Context, wrong: WrongCode): Promise<Declined> {
  await recordFailure(context, { userId: null, way: 'registration', outcome: wrong.declined.code })
  return wrong
}

/** Some forms ask for a code for completing a profile, some for one for registering. */
function proofOfEither(before: Before, address: string, code: string): CodeProof {
  const [completing, registering] = [
    proofOf(before, address, 'complete', code),
    proofOf(before, address, 'register', code),
  ]
  return { ...completing, hashes: new Map([...completing.hashes, ...registering.hashes]) }
}

/** Tokens of `proveAddress`, for the identifiers of somebody who registers with another one. */
export interface ProvenAddresses {
  emailToken?: string | null | undefined
  phoneToken?: string | null | undefined
}

/**
 * The person, with the addresses verified that tokens prove, which are used up; a `refuse` afterwards gives them back. 2001
 * for a token of another address or none of ours, 2300 one that is too old.
 */
export async function withProven(
  context: Context<'user.address-given-up'>,
  user: NewUser,
  { emailToken, phoneToken }: ProvenAddresses,
): Promise<NewUser> {
  const proven = { ...user }
  if (emailToken) {
    await redeem(context, emailToken, { channel: 'mail', text: user.email ?? '' })
    proven.emailVerified = true
    await makeRoom(context, 'email', user.email ?? '', user.id)
  }
  if (phoneToken) {
    await redeem(context, phoneToken, { channel: 'sms', text: user.phone ?? '' })
    proven.phoneVerified = true
    await makeRoom(context, 'phone', user.phone ?? '', user.id)
  }
  return proven
}

async function redeem(
  { tx, pool, now }: Pick<Context, 'tx' | 'pool' | 'now'>,
  token: string,
  address: Pick<ContactAddress, 'channel' | 'text'>,
): Promise<void> {
  const read = readTicket(token)
  if (read?.userPoolId !== pool.id) refuse(2001)
  const ticket = await takeTicket(tx, { ...read, purpose: 'proven-address' })
  if (ticket?.subject !== subjectOf(address)) refuse(2001)
  if (ticket.expiresAt <= now) refuse(2300)
}
