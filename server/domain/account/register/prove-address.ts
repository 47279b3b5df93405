import { type Declined, isDeclined, refuse } from '@menshen/contract/errors'
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
import {
  burnCode,
  type CodeProof,
  checkCode,
  proofOf,
  type RightCode,
  useCode,
  type WrongCode,
} from '#domain/proof/verification-code/use-code.ts'
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

/** What proves the identifiers of somebody who registers with another one: tokens of `proveAddress`, or the codes themselves. */
export interface ProvenAddresses {
  emailToken?: string | null | undefined
  phoneToken?: string | null | undefined
  emailCode?: string | null | undefined
  phoneCode?: string | null | undefined
}

/** Whether somebody says that an address is theirs with something that proves it. */
export const saysProof = (proofs: ProvenAddresses, kind: 'email' | 'phone'): boolean =>
  Boolean(proofs[`${kind}Token`] || proofs[`${kind}Code`])

/** Codes as `withProven` takes them. 400 for one of an address that nobody gives. */
export interface BesideCodes {
  email: CodeProof | null
  phone: CodeProof | null
}

export function codesBeside(
  before: Before,
  { email, phone }: Pick<NewUser, 'email' | 'phone'>,
  { emailCode, phoneCode }: ProvenAddresses,
): BesideCodes {
  const read = (name: string, address: string | null | undefined, code: string | null | undefined) =>
    code ? proofOfEither(before, address ?? refuse(400, { variant: 'missing', values: { field: name } }), code) : null
  return { email: read('email', email, emailCode), phone: read('phone', phone, phoneCode) }
}

/**
 * The person, with the addresses verified that tokens or codes prove, which are used up; a `refuse` afterwards gives them back. 2001
 * for a code that is wrong, or a token of another address or none of ours, 2300 one that is too old. A wrong code is counted, so it declines.
 */
export async function withProven(
  context: Context<'user.address-given-up'>,
  user: NewUser,
  tokens: ProvenAddresses,
  codes: BesideCodes,
): Promise<NewUser | Declined> {
  const proven = { ...user }
  const right: RightCode[] = []
  for (const proof of [codes.email, codes.phone]) {
    const code = proof && (await checkCode(context, proof))
    if (isDeclined(code)) return failRegistration(context, code)
    if (code) right.push(code)
  }
  // None is used up beside a wrong one.
  for (const code of right) await burnCode(context, code)
  for (const kind of ['email', 'phone'] as const) {
    const text = user[kind] ?? ''
    const token = tokens[`${kind}Token`]
    if (token) await redeem(context, token, { channel: kind === 'email' ? 'mail' : 'sms', text })
    if (!token && !codes[kind]) continue
    proven[`${kind}Verified`] = true
    await makeRoom(context, kind, text, user.id)
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
