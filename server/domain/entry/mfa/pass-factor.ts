import { timingSafeEqual } from 'node:crypto'
import { type Declined, decline, isDeclined, refuse } from '@menshen/contract/errors'
import { recordFailure } from '#domain/ground/login-history/record-failure.ts'
import { updateUser } from '#domain/people/user/user-store.ts'
import { findPasswordHash } from '#domain/proof/credential/password-store.ts'
import type { WrongCode } from '#domain/proof/verification-code/use-code.ts'
import type { Context } from '#domain/shape/verb.ts'
import type { AuthenticationMethod } from '#domain/tenancy/mfa/factor-kind.ts'
import { isLive, type SignedIn } from '../session/session.ts'
import { findSession } from '../session/session-store.ts'
import { requireStillIn } from '../session/still-in.ts'
import { type Opening, openSession } from '../sign-in/open.ts'
import { digestOf } from './ask.ts'
import { type MfaTicket, takeMfaTicket, takeMfaTry } from './mfa-ticket-store.ts'
import type { PendingSignIn } from './require-mfa-ticket.ts'
import { countRightFactor, countWrongCode, countWrongFactor } from './tries.ts'
import { issueTrust } from './trusted-device.ts'

/** Somebody whose second factor was right. */
export interface Passed extends SignedIn {
  /** What the browser keeps so as not to be asked again; null when nobody wanted that. */
  trust: string | null
  /** What was asked for where tokens come of the sign-in; null where none do. */
  tokenScope: string | null
}

/**
 * Opens the session that the ticket stands for, and takes the ticket. 2206 when another was quicker, or the password has
 * changed since; 2005 when it could have been guessed and the tries are used up, so that whoever keeps tickets in store guesses no more
 * often; then what `openSession` says.
 */
export async function passFactor(
  context: Context<'user.factor-passed' | 'user.signed-in'>,
  { ticket, application }: PendingSignIn,
  method: AuthenticationMethod,
  { trust = false }: { trust?: boolean | undefined } = {},
): Promise<Passed | Declined> {
  const { tx, now } = context
  const at = { ...context, application }
  if (!(await takeMfaTicket(tx, ticket))) refuse(2206)
  const { userId: id, userPoolId, sessionKind: kind, counted, methods } = ticket
  const locked = await countRightFactor(context, { id, userPoolId }, { first: methods, second: method })
  if (locked) return locked
  const lifetime = ticket.lifetime ?? undefined
  const opening: Opening = { way: 'second-factor', methods: [...methods, method], kind, lifetime, counted }
  const opened = await openSession(at, { id }, { ...opening, ...(await goingOn(context, ticket)) })
  // The person's row is locked now, and whoever changes a password, or signs them out, locks it first.
  if (!(await isSamePassword(context, ticket))) refuse(2206)
  if (ticket.sessionId !== null) await requireStillIn(context, ticket.sessionId)
  if (isDeclined(opened)) return opened
  context.emit('user.factor-passed', { userId: id, method })
  // Not a change of the person, so `updatedAt` stays.
  const user = (await updateUser(tx, ticket.userPoolId, id, { lastMfaTime: now }, opened.user.updatedAt)) ?? opened.user
  const { session } = opened
  const { tokenScope } = ticket
  return { user, session, tokenScope, trust: trust && session.deviceId ? issueTrust(at, user, session.deviceId) : null }
}

/** Of whoever was signed in already: the device goes along, and when it ends at the latest; 2206 when that session is over. */
async function goingOn({ tx, now }: Context, { userPoolId, sessionId }: MfaTicket): Promise<Partial<Opening>> {
  if (sessionId === null) return {}
  const session = await findSession(tx, userPoolId, sessionId)
  if (!session || !isLive(session, now)) refuse(2206)
  return { deviceId: session.deviceId, endsBy: session.endsBy }
}

/** Counts a second factor that was wrong, on the ticket and on the person, and answers the refusal to return. */
export async function failFactor(
  context: Context,
  { ticket, user }: PendingSignIn,
  refusal: Declined,
): Promise<Declined> {
  const had = await takeMfaTry(context.tx, ticket)
  const locked = await countWrongFactor(context, user)
  await recordFailure(context, { userId: user.id, way: 'second-factor', outcome: refusal.declined.code })
  if (locked) return locked
  return had ? refusal : decline(2206)
}

/**
 * The same for a code that was sent: it locks nobody, as it bears tries of its own. One that was right and came late is no guess: whoever
 * has it was sent it.
 */
export async function failSentCode(
  context: Context,
  { ticket, user }: PendingSignIn,
  wrong: WrongCode,
): Promise<Declined> {
  const { code } = wrong.declined
  const had = code !== 2001 || (await takeMfaTry(context.tx, ticket))
  if (code === 2001) await countWrongCode(context, user, wrong.live)
  await recordFailure(context, { userId: user.id, way: 'second-factor', outcome: code })
  return had ? wrong : decline(2206)
}

async function isSamePassword({ tx }: Context, { userPoolId, userId, passwordDigest }: MfaTicket): Promise<boolean> {
  const digest = digestOf(await findPasswordHash(tx, userPoolId, userId))
  if (!digest || !passwordDigest) return digest === passwordDigest
  return timingSafeEqual(digest, passwordDigest)
}
