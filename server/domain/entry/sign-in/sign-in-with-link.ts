import { type Declined, decline, refuse } from '@menshen/contract/errors'
import { recordFailure } from '#domain/ground/login-history/record-failure.ts'
import { findUserBy } from '#domain/people/user/user-store.ts'
import { requireLinks } from '#domain/proof/verification-code/send-sign-in-link.ts'
import { readTicket, type TicketPurpose } from '#domain/proof/verification-code/ticket.ts'
import { findTicket, spendTicket } from '#domain/proof/verification-code/ticket-store.ts'
import type { Context, Verb } from '#domain/shape/verb.ts'
import { type Proving, prepareProof, settleProof } from '../first-proof/settle.ts'
import type { SessionKind, SignedIn } from '../session/session.ts'
import { openSession } from './open.ts'

const used: TicketPurpose = 'used-link'

export interface LinkSignIn {
  token: string
  /** Of the page on which it is used: the one from which the link was asked for. */
  landing: string
  kind: SessionKind
  /** Seconds; the application's or the pool's setting when left out. */
  lifetime?: number
}

/**
 * Signs a person in who pressed the button behind the link of a mail. Order of refusals: 400 the application has no such
 * links, 2206 the link is spent, too old or of another sign-in, and only then, for whoever reads the mail, 2004 nobody has
 * the address, and those of `openSession`. A refusal after the link leaves it good.
 */
export const signInWithLink: Verb<
  'user.signed-in' | 'user.address-proven',
  LinkSignIn,
  SignedIn,
  { input: LinkSignIn; tokenHash: Buffer | null; proving: Proving | null }
> = {
  name: 'session.sign-in-with-link',
  admits: 'anyone',
  emits: ['user.signed-in', 'user.address-proven'],
  async prepare(before, input) {
    const { reader, pool, application } = before
    requireLinks(application)
    const read = readTicket(input.token)
    if (read?.userPoolId !== pool.id) return { input, tokenHash: null, proving: null }
    const ticket = await findTicket(reader, { ...read, purpose: 'magic-link' })
    const proving = ticket && (await prepareProof(before, { channel: 'mail', text: ticket.subject }))
    return { input, tokenHash: read.tokenHash, proving }
  },
  async run(context, { input, tokenHash, proving }) {
    const { tx, pool, now } = context
    if (!tokenHash) return fail(context, null)
    const key = { userPoolId: pool.id, tokenHash, purpose: 'magic-link' }
    const found = await findTicket(tx, key)
    if (!proving || found?.boundTo !== input.landing)
      return fail(context, (found ?? (await findTicket(tx, { ...key, purpose: used })))?.subject ?? null)
    const ticket = await spendTicket(tx, key, used)
    if (!ticket || ticket.expiresAt <= now) return fail(context, found.subject)
    const user = (await settleProof(context, { channel: 'mail', text: ticket.subject }, proving)) ?? refuse(2004)
    const { kind, lifetime } = input
    return openSession(context, user, { way: 'code', methods: ['email-code'], kind, lifetime })
  },
}

/** `email`: where the link went; null when it is none of ours. */
async function fail(context: Context, email: string | null): Promise<Declined> {
  const user = email === null ? null : await findUserBy(context.tx, context.pool.id, 'email', email)
  await recordFailure(context, { userId: user?.id ?? null, way: 'link', outcome: 2206 })
  return decline(2206, { variant: 'link' })
}
