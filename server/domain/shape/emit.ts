import { type Actor, type EventName, type Events, rowOf } from '@menshen/contract/events'
import { newId } from '#platform/crypto/random.ts'
import type { OutboxRow } from '#platform/database/outbox.ts'
import type { Caller } from './caller.ts'
import type { Client, RequestContext } from './request-context.ts'

/** What any operation may tell, whatever it says of itself: there is no refusing without it. */
type OfAny = 'sign-in.refused'

/**
 * Says what has happened. The reactions run after the commit, and never when there is none. `applicationId` is for
 * where the request names none, or another.
 */
export type Emit<Told extends EventName> = <Name extends Told | OfAny>(
  name: Name,
  payload: Events[Name],
  applicationId?: string | null,
) => void

/** Something that was said. */
export interface ToldEvent {
  name: EventName
  payload: Readonly<Record<string, unknown>>
}

/** In which pool something happens, and who causes it from where. */
export interface Circumstances {
  userPoolId: string
  actor: Actor
  applicationId: string | null
  ip: string | null
  userAgent: string | null
}

export function circumstancesOf({ pool, application, client, caller }: RequestContext): Circumstances {
  return {
    userPoolId: pool.id,
    actor: actorOf(caller),
    applicationId: application?.id ?? null,
    ip: client.ip || null,
    userAgent: agentOf(client),
  }
}

/** What a client says of itself, as it may be kept. */
function agentOf({ userAgent }: Pick<Client, 'userAgent'>): string | null {
  return userAgent?.slice(0, 512).toWellFormed().replaceAll('\0', '') || null
}

function actorOf(caller: Caller): Actor {
  if (caller.kind === 'user') return { kind: 'user', userId: caller.userId }
  if (caller.kind !== 'manager') return { kind: 'anonymous' }
  const { accessKeyId, administrator } = caller
  return {
    kind: 'manager',
    ...(accessKeyId && { accessKeyId }),
    ...(administrator && { userId: administrator.userId }),
  }
}

/** The `emit` of one operation: puts the circumstances around what it says, unless something else carries it already. */
export function emitterOf(circumstances: Circumstances, now: Date, put: (row: OutboxRow) => void): Emit<EventName> {
  const { userPoolId, ...around } = circumstances
  return (name, payload, applicationId = around.applicationId) => {
    if (rowOf(name).carrier) return
    const body = JSON.stringify({ at: now, ...around, applicationId, payload })
    put({ userPoolId, id: newId(now), name, body, dueAt: now })
  }
}

/** The same `emit`, and everything that is said with it. */
export function overhear(emit: Emit<EventName>): { emit: Emit<EventName>; told: ToldEvent[] } {
  const told: ToldEvent[] = []
  return {
    told,
    emit(name, payload, applicationId) {
      told.push({ name, payload: { ...payload } })
      emit(name, payload, applicationId)
    },
  }
}
