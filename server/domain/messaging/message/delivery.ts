import { setTimeout as pause } from 'node:timers/promises'
import { Refusal } from '@menshen/contract/errors'
import { type Domain, groundOf } from '#domain/shape/domain.ts'
import { codeOfFailure } from './failure.ts'
import type { Channel } from './message.ts'
import { findMessage } from './message-store.ts'

/** A message that was written and that its caller wants to know about. */
export interface Awaited {
  userPoolId: string
  id: string
  channel: Channel
}

/** Shorter than the ten seconds after which the official clients give up. */
const longestWaitMs = 8_000
/** Looks at the outcome begin close together, for a mail that is taken at once, and end far apart, for a silent server. */
const [firstPauseMs, longestPauseMs] = [25, 500]

/**
 * Waits until the message is sent, or in the outbox. 3014 when nobody could be reached or nobody answered in time, 3013
 * when the other side would not take it. Any process may be sending it, so the database is asked.
 */
export async function requireDelivered(domain: Domain, message: Awaited): Promise<void> {
  const variant = message.channel === 'sms' ? { variant: 'sms' } : {}
  const { reader } = groundOf(domain).unit
  const until = performance.now() + longestWaitMs
  for (let pauseMs = firstPauseMs; performance.now() < until; pauseMs = Math.min(pauseMs * 1.5, longestPauseMs)) {
    const found = await findMessage(reader, message)
    if (found?.status === 'sent' || found?.status === 'outbox') return
    if (found?.status === 'failed') throw new Refusal(codeOfFailure(found.failure), variant)
    await pause(pauseMs)
  }
  throw new Refusal(3014, variant)
}
