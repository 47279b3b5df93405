import type { Actor, EventName, Events } from '@menshen/contract/events'
import { newId } from '#platform/crypto/random.ts'
import type { OutboxRow } from '#platform/database/outbox.ts'
import type { Caller } from './caller.ts'
import type { Client, Situation } from './situation.ts'

/**
 * Says what has happened. Whoever wants to know is told after the commit, and never when there is none. `applicationId` is for
 * where the request names none, or another.
 */
export type Emit = <Name extends EventName>(name: Name, payload: Events[Name], applicationId?: string | null) => void

/** In which pool something happens, and who causes it from where. */
export interface Circumstances {
  userPoolId: string
  actor: Actor
  applicationId: string | null
  ip: string | null
  userAgent: string | null
}

export function circumstancesOf({ pool, application, client, caller }: Situation): Circumstances {
  return {
    userPoolId: pool.id,
    actor: actorOf(caller),
    applicationId: application?.id ?? null,
    ip: client.ip || null,
    userAgent: agentOf(client),
  }
}

/** What a client says of itself, as it may be kept. */
export function agentOf({ userAgent }: Pick<Client, 'userAgent'>): string | null {
  return userAgent?.slice(0, 512).toWellFormed().replaceAll('\0', '') || null
}

function actorOf(caller: Caller): Actor {
  if (caller.kind === 'user') return { kind: 'user', userId: caller.userId }
  return caller.kind === 'manager' ? { kind: 'manager' } : { kind: 'anonymous' }
}

/** The `emit` of one operation: puts the circumstances around what it says. */
export function emitterOf(circumstances: Circumstances, now: Date, put: (row: OutboxRow) => void): Emit {
  const { userPoolId, ...around } = circumstances
  return (name, payload, applicationId = around.applicationId) => {
    const body = JSON.stringify({ at: now, ...around, applicationId, payload })
    put({ userPoolId, id: newId(now), name, body, dueAt: now })
  }
}
