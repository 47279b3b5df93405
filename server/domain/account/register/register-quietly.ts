import { type Declined, refuse } from '@menshen/contract/errors'
import { enqueue, type Prepared } from '#domain/messaging/message/enqueue.ts'
import { prepareNotice } from '#domain/messaging/message/notice.ts'
import { isReachable, readsAs } from '#domain/people/user/identifier.ts'
import type { User } from '#domain/people/user/user.ts'
import { findUserBy, type NewUser } from '#domain/people/user/user-store.ts'
import { sendVerificationLink } from '#domain/proof/verification-code/send-link.ts'
import { countHourly } from '#domain/proof/verification-code/sending-limits.ts'
import { insertTicket, type StoredTicket } from '#domain/proof/verification-code/ticket-store.ts'
import type { Context, Preparing } from '#domain/shape/verb.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import { type ProvenAddresses, saysProof } from './prove-address.ts'

// Where a pool hides who has an account, a registration with an address that nothing proves looks the same for an address that
// has one and for one that has none: the same answer without a session, and a mail. Only the reader of the mail learns more.

/** What is known in `prepare` of such a registration. */
export interface Quiet {
  /** The address about which nothing is said. */
  kind: 'email' | 'phone'
  taken: boolean
  letter: Prepared | null
  /** Of the link in the letter to a new address. */
  ticket: StoredTicket | null
}

/**
 * Refuses (400), in a pool that hides who has an account, an address besides the one somebody registers with that no token
 * proves: whether somebody has it could not be kept from them.
 */
export function requireProvenBeside(
  { settings }: UserPool,
  user: NewUser,
  proofs: ProvenAddresses,
  primary: string,
): void {
  if (!settings.hideAccountExistence) return
  for (const kind of ['email', 'phone'] as const)
    if (kind !== primary && user[kind] && !saysProof(proofs, kind))
      refuse(400, { variant: 'missing', values: { field: `${kind}Token` } })
}

/**
 * Refuses (400), in a pool that hides who has an account, a username that reads as an address or number where codes go, unless
 * it is one of `own`: that it is taken would tell that somebody has it.
 */
export function requireQuietName(
  { settings }: UserPool,
  username: string | null | undefined,
  own: readonly (string | null)[] = [],
): void {
  const read = settings.hideAccountExistence && username ? readsAs(username) : null
  if (!read || own.includes(read.key) || (read.kind === 'phone' && !isReachable(read.key))) return
  refuse(400, { variant: 'address', values: { field: 'username' } })
}

/** Null where nothing has to be hidden. */
export async function prepareQuiet(before: Preparing, user: NewUser, proofs: ProvenAddresses): Promise<Quiet | null> {
  if (!before.pool.settings.hideAccountExistence) return null
  const kind =
    user.email && !saysProof(proofs, 'email') ? 'email' : user.phone && !saysProof(proofs, 'phone') ? 'phone' : null
  if (!kind) return null
  const holder = await findUserBy(before.reader, user.userPoolId, kind, user[kind] as string)
  if (kind === 'phone') return { kind, taken: holder !== null, letter: null, ticket: null }
  const email = user.email as string
  // Both are written, so that it takes as long.
  const tried = await prepareNotice(before, 'REGISTRATION_TRIED', { email })
  const { message, ticket } = await sendVerificationLink.prepare(before, { email })
  return holder ? { kind, taken: true, letter: tried, ticket: null } : { kind, taken: false, letter: message, ticket }
}

/** Sends the mail of either case; declines with 429 where too many go out. */
export async function tellQuietly(
  context: Context,
  user: NewUser,
  { letter, ticket }: Quiet,
): Promise<Declined | null> {
  const over = user.email ? await countHourly(context, 'mail', user.email) : null
  if (over) return over
  if (ticket) await insertTicket(context.tx, ticket)
  if (letter) await enqueue(context, letter)
  return null
}

/** What somebody would be like who had registered this moment. */
export function asIfRegistered(user: NewUser, now: Date): User {
  return {
    status: 'Activated',
    statusChangedAt: null,
    username: null,
    email: null,
    emailVerified: false,
    emailAssumed: null,
    phone: null,
    phoneCountryCode: null,
    phoneVerified: false,
    externalId: null,
    unionid: null,
    openid: null,
    blocked: false,
    resetPasswordOnFirstLogin: false,
    resetPasswordOnNextLogin: false,
    vouched: [],
    registerSource: [],
    profile: {},
    passwordSecurityLevel: null,
    secondFactors: [],
    factorEpoch: 0,
    lastMfaTime: null,
    loginsCount: 0,
    lastLogin: null,
    lastIp: null,
    signedUp: now,
    createdAt: now,
    updatedAt: now,
    ...user,
  }
}
