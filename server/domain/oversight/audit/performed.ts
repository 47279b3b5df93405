import { type EventName, type Events, kindOf, rowOf } from '@menshen/contract/events'
import type { ToldEvent } from '#domain/shape/emit.ts'

const most = 100

/**
 * What an administrator's operation comes to in the log: what it told, and what that was about, which the catalogue says. Of one that
 * was refused, what it would have told.
 */
export function performed(
  { name, emits = [] }: { name: string; emits?: readonly EventName[] },
  told: readonly ToldEvent[],
  outcome: number,
): Events['management.performed'] {
  const about = new Map(told.flatMap(idsIn))
  const people = [...about].filter(([, kind]) => kind === 'user')
  const done = new Set(told.map((event) => event.name))
  return {
    operation: name,
    events: outcome === 200 ? [...done] : [...emits],
    targets: [...about.keys()].slice(0, most),
    kinds: [...about.values()].slice(0, most),
    userId: people.length === 1 ? (people[0]?.[0] ?? null) : null,
    outcome,
  }
}

/** The ids in a payload, each with its kind. */
function idsIn({ name, payload }: ToldEvent): [id: string, kind: string][] {
  return Object.entries(rowOf(name).payload).flatMap(([key, field]) => {
    const kind = kindOf(field)
    const ids = kind ? [payload[key]].flat().filter((id) => typeof id === 'string') : []
    return ids.map((id): [string, string] => [id, kind as string])
  })
}
