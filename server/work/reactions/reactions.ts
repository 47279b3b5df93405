import type { DomainEvent } from '@menshen/contract/events'
import { fileEvents } from '#domain/oversight/audit/file-events.ts'
import type { CachedRecords } from '#domain/shape/cached-records.ts'
import type { Tx } from '#platform/database/database.ts'

/** What is done about events. Writes with `tx` and does nothing else; throws to have them tried again. */
export type Reaction = (tx: Tx, events: readonly DomainEvent[]) => Promise<void>

/** All there are. */
export function createReactions(cached: CachedRecords): Reaction[] {
  return [(tx, events) => fileEvents(tx, cached, events)]
}
