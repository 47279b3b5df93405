import type { Clock } from '#platform/clock.ts'
import type { OutgoingFetch } from '#platform/outgoing/outgoing-fetch.ts'

/** What a sender of texts gets from the platform. */
export interface SmsGround {
  fetch: OutgoingFetch
  clock: Clock
}
