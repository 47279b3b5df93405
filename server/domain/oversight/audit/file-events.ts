import { type DomainEvent, rowOf } from '@menshen/contract/events'
import { type AuditLogKind, type AuditRecord, customPrefix } from '#domain/ground/audit/audit-record.ts'
import { insertAuditRecords, type NewAuditRecord } from '#domain/ground/audit/audit-store.ts'
import type { CachedRecords } from '#domain/shape/cached-records.ts'
import type { Tx } from '#platform/database/database.ts'
import { publishEvent } from './publish.ts'

const day = 86_400_000

type PerformedEvent = Extract<DomainEvent, { name: 'management.performed' }>

type Said = Pick<AuditRecord, 'operation' | 'outcome' | 'userId' | 'targets' | 'details'>

/** Files events, for as long as their pool keeps its logs; an event that was filed before changes nothing. */
export async function fileEvents(tx: Tx, cached: CachedRecords, events: readonly DomainEvent[]): Promise<void> {
  const records: NewAuditRecord[] = []
  for (const event of events) {
    const filed = file(event)
    const pool = filed && (await cached.pool(event.userPoolId))
    if (!filed || !pool) continue
    const { id, userPoolId, at, applicationId, ip, userAgent } = event
    const expiresAt = new Date(at.getTime() + pool.settings.auditLogDays * day)
    records.push({ id, userPoolId, at, applicationId, ip, userAgent, expiresAt, ...filed })
  }
  await insertAuditRecords(tx, records)
}

/** Where an event belongs and what it says there; null for what the other log says already. */
function file(event: DomainEvent): (Said & { log: AuditLogKind }) | null {
  const done = { outcome: 200, targets: [] }
  if (event.name === 'management.performed') {
    const { operation, outcome, userId, targets } = event.payload
    const details = detailsOf(event)
    // What was published says itself that it was.
    if (operation === publishEvent.name && outcome === 200) return null
    return { log: 'admin', operation, outcome, userId, targets, details }
  }
  if (event.name === 'custom.published') {
    const { type, source, data } = event.payload
    const said = { ...done, operation: customPrefix + type, details: { source, data } }
    const { actor } = event
    return actor.kind === 'user'
      ? { log: 'user', userId: actor.userId, ...said }
      : { log: 'admin', userId: null, ...said }
  }
  // What an administrator does to a person stands in the log of administrators, as the operation that did it.
  if (event.actor.kind === 'manager' || !rowOf(event.name).own) return null
  const { userId, ...details } = event.payload as { userId: string }
  return { log: 'user', userId, operation: operationOf(event), ...done, details }
}

/** What was told, with the kinds of what it was about; of what was refused, what would have been told. */
function detailsOf({ actor, payload }: PerformedEvent): AuditRecord['details'] {
  const { events, targets, kinds, outcome } = payload
  // An event of a server of before.
  if (!kinds) return null
  const by = byWhom(actor)
  if (outcome !== 200) return { attempted: events, ...by }
  return { events, targets: targets.map((id, index) => ({ kind: kinds[index], id })), ...by }
}

/** Which administrator, where it was not just somebody with the pool's own secret. */
function byWhom(actor: DomainEvent['actor']): object {
  if (actor.kind !== 'manager' || !(actor.userId || actor.accessKeyId)) return {}
  const { userId: administrator, accessKeyId: accessKey } = actor
  return { by: { ...(administrator && { administrator }), ...(accessKey && { accessKey }) } }
}

/** The name of the event, told apart further where people look for one kind: `user.email-bound`, `user.factor-removed`. */
function operationOf(event: DomainEvent): string {
  if (event.name === 'user.contact-changed') return `user.${event.payload.kind}-${event.payload.change}`
  if (event.name === 'user.factors-changed')
    return event.payload.added.length > 0 ? 'user.factor-added' : 'user.factor-removed'
  return event.name
}
