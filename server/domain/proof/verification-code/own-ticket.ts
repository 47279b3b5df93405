import { refuse } from '@menshen/contract/errors'
import type { Before, Context } from '#domain/shape/verb.ts'
import { newTicket, readTicket, type TicketPurpose } from './ticket.ts'
import { insertTicket, takeTicket } from './ticket-store.ts'

/** Seconds between the steps: as long as a sign-in is fresh. */
const goodFor = 300

/** What somebody gets for the second step. */
export interface StepToken {
  token: string
  /** Seconds. */
  expiresIn: number
}

/**
 * Keeps what somebody has proven in a first step, for the second: once, within minutes, and in no other session than theirs. `proven` is
 * what `takeProven` answers, and goes through JSON.
 */
export async function keepProven(
  { tx, pool, caller, now }: Pick<Context, 'tx' | 'pool' | 'caller' | 'now'>,
  purpose: TicketPurpose,
  proven: object,
): Promise<StepToken> {
  if (caller.kind !== 'user') refuse(2020)
  const { token, ticket } = newTicket({
    userPoolId: pool.id,
    purpose,
    subject: caller.userId,
    boundTo: JSON.stringify({ ...proven, sessionId: caller.sessionId }),
    expiresAt: new Date(now.getTime() + goodFor * 1000),
  })
  await insertTicket(tx, ticket)
  return { token, expiresIn: goodFor }
}

/**
 * Uses the token of a first step up: of two who come at once one gets it. 400 under the name that the client knows it by for one that
 * is none, late, used, for something else, of another session or of somebody else, which it stays good for.
 */
export async function takeProven<Proven extends object>(
  { tx, pool, caller, now }: Pick<Context, 'tx' | 'pool' | 'caller' | 'now'>,
  purpose: TicketPurpose,
  { token, called }: { token: string; called: string },
): Promise<Proven> {
  if (caller.kind !== 'user') refuse(2020)
  const read = readTicket(token)
  const ticket = read?.userPoolId === pool.id ? await takeTicket(tx, { ...read, purpose }) : null
  if (!ticket?.boundTo || ticket.subject !== caller.userId || ticket.expiresAt <= now) refuseStep(called)
  const { sessionId, ...proven } = JSON.parse(ticket.boundTo) as Proven & { sessionId: string }
  if (sessionId !== caller.sessionId) refuseStep(called)
  return proven as unknown as Proven
}

/** 400: the token of a first step is good for nothing. */
export function refuseStep(called: string): never {
  return refuse(400, { variant: 'token', values: { name: called } })
}

/** For `prepare`: nothing slow is done for a text that cannot be a token of this pool. */
export function requireStep({ pool }: Pick<Before, 'pool'>, token: string, called: string): void {
  if (readTicket(token)?.userPoolId !== pool.id) refuseStep(called)
}
