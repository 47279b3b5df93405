import { type Declined, decline, refuse } from '@menshen/contract/errors'
import { endsByProof } from '#domain/entry/first-proof/foresee.ts'
import type { Prover } from '#domain/entry/first-proof/prover.ts'
import { type Proving, prepareProof, settleProof } from '#domain/entry/first-proof/settle.ts'
import { recordFailure, recordRefusal } from '#domain/ground/login-history/record-failure.ts'
import { findUserBy } from '#domain/people/user/user-store.ts'
import { readTicket, type TicketPurpose } from '#domain/proof/verification-code/ticket.ts'
import { findTicket, type StoredTicket, spendTicket } from '#domain/proof/verification-code/ticket-store.ts'
import type { Before, Context, Question, Verb } from '#domain/shape/verb.ts'
import type { Application } from '#domain/tenancy/application/application.ts'

const [live, spent] = ['verify-email', 'verified-email'] as const satisfies TicketPurpose[]

/** As what a link that failed stands in the history. */
const way = 'verification'

export interface LinkOutcome {
  redirectTo: string | null
  /** The link had been used before, and the address is verified. */
  already: boolean
}

export interface LinkLook extends LinkOutcome {
  email: string
  /** What the account has ends when the button is pressed here: this is neither a session nor a device of its person. */
  ends: boolean
  /** Where to sign in first, so that it does not; null where it does not, and where nobody can before the address is verified. */
  signInAt: Application | null
}

/**
 * What a link is for, and whether it was used; `prover`: who is signed in there. Changes nothing. 2023 too old or none of ours, or what
 * it did holds no more.
 */
export const lookAtVerificationLink: Question<{ token: string; prover: Prover }, LinkLook> = {
  name: 'verification-code.look-at-link',
  admits: 'anyone',
  async answer(before, { token, prover }) {
    const { reader, pool, now } = before
    const key = keyOf(pool.id, token)
    const ticket =
      (await findTicket(reader, { ...key, purpose: live })) ?? (await findTicket(reader, { ...key, purpose: spent }))
    if (!ticket || ticket.expiresAt <= now) refuse(2023)
    const already = ticket.purpose === spent
    if (already && !(await holds(reader, ticket))) refuse(2023)
    const { redirectTo, subject: email } = ticket
    const ends = await endsByProof(before, email, prover)
    return { redirectTo, already, email, ends, signInAt: ends ? await applicationToSignIn(before, ticket) : null }
  },
}

async function applicationToSignIn({ pool, ports }: Before, { applicationId }: StoredTicket) {
  if (pool.settings.loginRequireEmailVerified || !applicationId) return null
  const application = await ports.cached.application(applicationId)
  return application?.userPoolId === pool.id ? application : null
}

/**
 * Somebody presses the button behind the link of a mail: the address is verified, for the account that has it now, as `settleProof`
 * says. Once more does no more. 2023 when the link is too old or none of ours; 2004 when nobody here has the address any more.
 */
export const verifyEmail: Verb<
  'user.address-proven',
  { token: string },
  LinkOutcome,
  { key: Pick<StoredTicket, 'userPoolId' | 'tokenHash'>; proving: Proving | null }
> = {
  name: 'verification-code.verify-email',
  admits: 'anyone',
  emits: ['user.address-proven'],
  async prepare(before, { token }) {
    const key = await recordRefusal(before, { whose: null, way }, () => keyOf(before.pool.id, token))
    const ticket = await findTicket(before.reader, { ...key, purpose: live })
    return { key, proving: ticket && (await prepareProof(before, { channel: 'mail', text: ticket.subject })) }
  },
  async run(context, { key, proving }) {
    const { tx, now } = context
    const ticket = proving && (await spendTicket(tx, { ...key, purpose: live }, spent))
    if (!ticket) {
      const before = await findTicket(tx, { ...key, purpose: spent })
      if (!before || before.expiresAt <= now || !(await holds(tx, before))) return fail(context, before)
      return { redirectTo: before.redirectTo, already: true }
    }
    if (ticket.expiresAt <= now) return fail(context, ticket)
    if (!(await settleProof(context, { channel: 'mail', text: ticket.subject }, proving))) return decline(2004)
    return { redirectTo: ticket.redirectTo, already: false }
  },
}

/** Answers the refusal, once it stands in the history of the person with the address, or of the pool. */
async function fail(context: Context, ticket: StoredTicket | null): Promise<Declined> {
  const user = ticket && (await findUserBy(context.tx, ticket.userPoolId, 'email', ticket.subject))
  await recordFailure(context, { userId: user?.id ?? null, way, outcome: 2023 })
  return decline(2023)
}

function keyOf(userPoolId: string, token: string): Pick<StoredTicket, 'userPoolId' | 'tokenHash'> {
  const read = readTicket(token)
  return read && read.userPoolId === userPoolId ? read : refuse(2023)
}

async function holds(
  reader: Parameters<typeof findUserBy>[0],
  { userPoolId, subject }: StoredTicket,
): Promise<boolean> {
  return (await findUserBy(reader, userPoolId, 'email', subject))?.emailVerified === true
}
