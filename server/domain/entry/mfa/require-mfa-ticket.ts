import { refuse } from '@menshen/contract/errors'
import type { User } from '#domain/people/user/user.ts'
import { findUser } from '#domain/people/user/user-store.ts'
import type { Before } from '#domain/shape/verb.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import { type FactorKind, factorKinds } from '#domain/tenancy/mfa/factor-kind.ts'
import type { Factor } from '../factor/factor.ts'
import { isBorrowed } from '../session/strength.ts'
import { type Demand, demandOf, showable } from './demand.ts'
import { findMfaTicket, type MfaTicket } from './mfa-ticket-store.ts'
import { readMfaToken } from './mfa-token.ts'

/** The first half of a sign-in, held while the second is looked at. */
export interface PendingSignIn {
  ticket: MfaTicket
  user: User
  /** Where the session will open, whatever the caller's headers name. */
  application: Application | null
  /** Null when no rule demands anything: the application asked by itself, or the rule has changed since. */
  demand: Demand | null
  /** What may be shown now; where no rule demands anything, whatever the person has. */
  showable: Factor[]
}

/**
 * Believes an mfaToken or refuses it: 2020 without one, 2207 when it is none of ours or of another application, 2206 when it
 * has expired, was used or wrongly used too often, or its person is gone. In `prepare`; `passFactor` takes it.
 */
export async function requireMfaTicket(before: Before): Promise<PendingSignIn> {
  const { reader, pool, caller, ports, now } = before
  const read = caller.kind === 'second factor' ? readMfaToken(caller.token) : refuse(2020)
  if (read?.userPoolId !== pool.id) refuse(2207)
  const ticket = await findMfaTicket(reader, read)
  if (!ticket || ticket.expiresAt <= now || ticket.triesLeft < 1) refuse(2206)
  if (before.application && before.application.id !== ticket.applicationId) refuse(2207)
  const application = ticket.applicationId ? await ports.cached.application(ticket.applicationId) : null
  const user = await findUser(reader, pool.id, ticket.userId)
  if (!user || (ticket.applicationId && !application)) refuse(2206)
  const at = { ...before, application, keys: ports.keys }
  const demand = await demandOf(at, user, ticket.methods)
  const enrolled = demand?.enrolled ? demand.factors : []
  return {
    ticket,
    user,
    application,
    demand,
    showable: demand ? enrolled : await showable(at, user, factorKinds, ticket.methods),
  }
}

/** The factor, where the person may show it now. 6003 where they have not set it up or it does not count here. */
export function requireShown({ showable }: PendingSignIn, kind: FactorKind): Factor {
  return showable.find((factor) => factor.kind === kind) ?? refuse(6003)
}

/**
 * The factor, where the person has to set one up on the way in. 6004 where another can be shown, 1001 where nothing of the
 * account was shown yet: what is set up here is the account's from then on, 6003 where this one does not count.
 */
export function requireEnrollable({ demand, ticket }: PendingSignIn, kind: FactorKind): Factor {
  if (!demand || demand.enrolled) refuse(6004)
  if (isBorrowed({ kind: ticket.sessionKind, methods: ticket.methods })) refuse(1001, { variant: 'borrowed' })
  return demand.factors.find((factor) => factor.kind === kind) ?? refuse(6003)
}
