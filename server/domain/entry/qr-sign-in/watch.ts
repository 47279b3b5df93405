import { Refusal, refuse } from '@menshen/contract/errors'
import type { User } from '#domain/people/user/user.ts'
import type { Domain } from '#domain/shape/domain.ts'
import type { Hints } from '#domain/shape/hints.ts'
import type { Before, Question } from '#domain/shape/verb.ts'
import type { SignedIn } from '../session/session.ts'
import { collectQrCode, isRipe, type Watching } from './collect.ts'
import { isHeldBy, mayWatch } from './holder.ts'
import { hashOf, isOpen, type QrCode, ticketOf } from './qr-code.ts'
import { findQrCode } from './qr-code-store.ts'

/** How a code stands, for the browser that shows it. */
export type Watched =
  | { state: 'waiting' | 'cancelled' | 'expired' }
  | { state: 'scanned'; by: User }
  /** `signedIn` is given once, and only to who collects sessions; `ticket` as long as it is good. */
  | { state: 'confirmed'; by: User; ticket: string | null; signedIn: SignedIn | null }
  /** The person agreed and has something to do first, which `refusal` says; `failed`: and may not sign in. */
  | { state: 'step' | 'failed'; refusal: Refusal }

type Seen = { watched: Watched; due: boolean }

/** `due`: there is something for this browser to collect. 2241 when the code is not there, or another browser's. */
const lookAtQrCode: Question<Watching, Seen> = {
  name: 'qr-sign-in.look',
  admits: 'anyone',
  async answer(before, { random, secret }) {
    const code = await findQrCode(before.reader, before.pool.id, hashOf(random))
    if (!code || !mayWatch(code, secret)) refuse(2241)
    const due = isRipe(code, before.now) || (!code.bound && isHeldBy(code, secret))
    return { watched: await describe(before, code, random), due }
  },
}

async function describe({ pool, ports, now }: Before, code: QrCode, random: string): Promise<Watched> {
  if (code.status === 'cancelled') return { state: 'cancelled' }
  if (!isOpen(code, now)) return { state: 'expired' }
  const by = code.userId ? await ports.cached.user(pool.id, code.userId) : null
  if (code.status === 'waiting' || !by) return { state: 'waiting' }
  if (code.status === 'scanned') return { state: 'scanned', by }
  const ticket = code.ticketHash ? ticketOf(ports.keys.cookieSecret, pool, random) : null
  return { state: 'confirmed', by, ticket, signedIn: null }
}

/**
 * How a code stands, asked for over and over: one look by key, and a transaction only when something has happened that the
 * browser collects. 2241 when the code is not there, or another browser's.
 */
export async function watchQrCode(domain: Domain, hints: Hints, watching: Watching): Promise<Watched> {
  const seen = await domain.ask(lookAtQrCode, hints, watching)
  if (!seen.due) return withoutSession(seen.watched)
  try {
    const collected = await domain.call(collectQrCode, hints, watching)
    if (collected && 'step' in collected) return { state: 'step', refusal: collected.step }
    const { watched } = await domain.ask(lookAtQrCode, hints, watching)
    if (!collected || watched.state !== 'confirmed' || watched.ticket) return withoutSession(watched)
    return { ...watched, signedIn: collected.signedIn }
  } catch (error) {
    if (error instanceof Refusal && error.code !== 2241) return { state: 'failed', refusal: error }
    throw error
  }
}

/**
 * A session is told once, to one of the questions that a browser asks at the same time. Another's answer may overtake it and
 * must not end the asking: a browser that heard of success without a session would be signed in with nothing.
 */
function withoutSession(watched: Watched): Watched {
  return watched.state === 'confirmed' && !watched.ticket ? { state: 'scanned', by: watched.by } : watched
}
