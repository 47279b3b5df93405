import { isDeclined, type Refusal, refuse } from '@menshen/contract/errors'
import type { Context, Verb } from '#domain/shape/verb.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import { sha256 } from '#platform/crypto/compare.ts'
import { isLive, type SessionKind, type SignedIn } from '../session/session.ts'
import { findSession } from '../session/session-store.ts'
import { requireStillIn } from '../session/still-in.ts'
import { openSession } from '../sign-in/open.ts'
import { requireOfHouse } from '../token-set/token-set.ts'
import { isHeldBy, mayWatch } from './holder.ts'
import { hashOf, isOpen, type QrCode, ticketOf } from './qr-code.ts'
import { findQrCode, lockQrCode, updateQrCode } from './qr-code-store.ts'

export interface Watching {
  random: string
  /** What the browser presents as its own. */
  secret: string | undefined
  /** `ticket`: for whoever the pool's settings let redeem it, unless they let the browser have everything at once. */
  collects: 'session' | 'ticket'
  kind: SessionKind
  /** Seconds; the application's or the pool's setting when left out. */
  lifetime?: number
  /** What is asked for where tokens come of it: see `token-set`. */
  tokenScope?: string
}

/** `step`: what the person still has to do first. Null when there was nothing to collect. */
export type Collected = { signedIn: SignedIn } | { step: Refusal } | null

type Prepared = Watching & { application: Application | null }

/**
 * The browser does what its code is ripe for: it shows for the first time that the code is its own, or it is signed in because
 * the person agreed. That is a sign-in like any other and has the refusals of `openSession`; 2241 when the code is not
 * there, or another browser's, 2206 when the session in which the person agreed is over.
 */
export const collectQrCode: Verb<'user.signed-in', Watching, Collected, Prepared> = {
  name: 'qr-sign-in.collect',
  admits: 'anyone',
  emits: ['user.signed-in'],
  async prepare({ reader, pool, ports }, watching) {
    const code = await findQrCode(reader, pool.id, hashOf(watching.random))
    const application = code?.applicationId ? await ports.cached.application(code.applicationId) : null
    // Before a session is opened of which nothing could come.
    if (application && watching.tokenScope !== undefined) requireOfHouse(application)
    return { ...watching, application }
  },
  async run(context, seen) {
    const { tx, pool, now } = context
    const code = await lockQrCode(tx, pool.id, hashOf(seen.random))
    if (!code || !mayWatch(code, seen.secret)) refuse(2241)
    if (!code.bound && isHeldBy(code, seen.secret)) await updateQrCode(tx, code, { bound: true })
    return isRipe(code, now) ? signIn(context, code, seen) : null
  },
}

export function isRipe(code: QrCode, now: Date): code is QrCode & { userId: string } {
  return code.status === 'confirmed' && code.sessionId === null && isOpen(code, now) && code.userId !== null
}

async function signIn(
  context: Context<'user.signed-in'>,
  code: QrCode & { userId: string },
  { random, application, collects, kind, lifetime, tokenScope }: Prepared,
): Promise<Collected> {
  const { tx, pool, keys, now } = context
  const from = code.confirmingSessionId ? await findSession(tx, pool.id, code.confirmingSessionId) : null
  if (!from || !isLive(from, now)) refuse(2206)
  const opening = { way: 'qr', kind, lifetime, endsBy: from.endsBy, tokenScope } as const
  const opened = await openSession({ ...context, application }, { id: code.userId }, opening)
  // The person's row is locked now, and whoever signs them out locks it first.
  await requireStillIn(context, from.id)
  if (isDeclined(opened)) return { step: opened.declined }
  // An application that has a secret shows it where it changes the ticket for tokens.
  const hasSecret = tokenScope !== undefined && application?.settings.tokenEndpointAuthMethod !== 'none'
  const byTicket = collects === 'ticket' && (hasSecret || !pool.settings.qrcodeLoginStrategy.returnFullUserInfo)
  const ticketHash = byTicket ? sha256(ticketOf(keys.cookieSecret, pool, random)) : null
  await updateQrCode(tx, code, { sessionId: opened.session.id, ticketHash })
  return { signedIn: opened }
}
