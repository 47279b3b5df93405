import { type Awaited, requireDelivered } from '#domain/messaging/message/delivery.ts'
import type { Call } from '../engine/row.ts'

/** The `encode` of operations whose message the caller waits for. Refuses what becomes of it: 3013, 3014. */
export async function whenDelivered(message: Awaited, { domain }: Call): Promise<true> {
  await requireDelivered(domain, message)
  return true
}
