import { events } from './events/areas.ts'
import type { EventPayload, EventRow, Kind, PayloadField, Words } from './events/shape.ts'

export { areas } from './events/areas.ts'
export type { EventRow, PayloadField }
export { events }

type Catalogue = typeof events

export type EventName = keyof Catalogue

/** What each event says. It says which, never what was typed: no secret, no address, no text of a person stands in it. */
export type Events = { [Name in EventName]: EventPayload<Catalogue[Name]['payload']> }

/** Who caused an event. A manager's `userId` is that of a person of the root pool. */
export type Actor =
  | { kind: 'user'; userId: string }
  | { kind: 'manager'; userId?: string; accessKeyId?: string }
  | { kind: 'anonymous' }

/** One thing that has happened, with its circumstances; told at least once, in no order that can be relied on. */
export type DomainEvent = {
  [Name in EventName]: {
    id: string
    name: Name
    userPoolId: string
    at: Date
    actor: Actor
    applicationId: string | null
    ip: string | null
    userAgent: string | null
    payload: Events[Name]
  }
}[EventName]

export function rowOf(name: EventName): EventRow {
  return events[name]
}

const words = new Map<string, Words>(
  Object.entries<EventRow>(events).flatMap(([name, row]) => [[name, row], ...Object.entries(row.variants ?? {})]),
)

/** How the audit log calls an event, or a variant of one; undefined for what is neither. */
export function wordsOf(name: string): Words | undefined {
  return words.get(name)
}

/** As webhooks spell it; null where none can ask for it. */
export function webhookOf(name: EventName): string | null {
  const { webhook = name.replace('.', ':') } = rowOf(name)
  return webhook
}

const plain: ReadonlySet<PayloadField> = new Set(['text', 'text?', 'texts', 'number', 'flag'])

/** Of what a field holds an id, or ids; null where it holds something else. */
export function kindOf(field: PayloadField): Kind | null {
  return typeof field !== 'string' || plain.has(field) ? null : (field.replace(/\?$|\[\]$/, '') as Kind)
}
