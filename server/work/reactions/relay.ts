import type { DomainEvent } from '@menshen/contract/events'
import type { Clock } from '#platform/clock.ts'
import type { Notices } from '#platform/database/notices.ts'
import { type DueRow, postponeRow, takeDueRows } from '#platform/database/outbox.ts'
import type { UnitOfWork } from '#platform/database/unit-of-work.ts'
import type { Log } from '#platform/log.ts'
import { doubling } from '#platform/work/backoff.ts'
import { createLoop } from '#platform/work/loop.ts'
import type { Reaction } from './reactions.ts'

/** Carries events to the reactions. Any number of processes may, each takes events that no other has. */
export interface Relay {
  start(): void
  /** Finishes what is under way. */
  stop(): Promise<void>
  /** Resolves when everything that has been said until now is dealt with, or put off. */
  catchUp(): Promise<void>
}

export interface RelayGround {
  unit: UnitOfWork
  notices: Notices
  clock: Clock
  log: Log
}

const batch = 200
/** For what a process that is gone has left, and for what was put off. */
const lookEveryMs = 15_000
const backoff = doubling(5_000, 3_600_000)
/** Tries over about a day; then the event stays in the outbox, and nobody takes it up. */
const mostAttempts = 30

export function createRelay(ground: RelayGround, reactions: readonly Reaction[]): Relay {
  const { notices, log } = ground
  const loop = createLoop({
    everyMs: lookEveryMs,
    async round() {
      for (let taken = batch; !loop.stopping && taken === batch; ) taken = await deliver(ground, reactions, batch)
    },
    log,
    failed: 'events could not be looked at',
  })
  notices.onChange('event', loop.nudge)
  return { start: loop.start, stop: loop.stop, catchUp: loop.nudge }
}

/** Hands out one batch and answers how many it was. When that fails, each event gets a transaction of its own. */
async function deliver(ground: RelayGround, reactions: readonly Reaction[], max: number): Promise<number> {
  let rows: DueRow[] = []
  try {
    await ground.unit.write(async ({ tx }) => {
      rows = await takeDueRows(tx, ground.clock(), max)
      const events = rows.map(eventOf)
      if (events.length > 0) for (const react of reactions) await react(tx, events)
    })
    return rows.length
  } catch (error) {
    const [row] = rows
    if (!row) throw error
    if (rows.length === 1) return await putOff(ground, row, error)
    for (let left = rows.length; left > 0; left--) await deliver(ground, reactions, 1)
    return rows.length
  }
}

/** Answers 1: the event has been dealt with for now. */
async function putOff({ unit, clock, log }: RelayGround, row: DueRow, error: unknown): Promise<number> {
  const { userPoolId, id, name, attempts } = row
  const given = attempts + 1 >= mostAttempts
  log[given ? 'error' : 'warn'](
    { err: error, userPoolId, event: id, name, attempts, given },
    'an event was not dealt with',
  )
  await unit.write(({ tx }) => postponeRow(tx, row, given ? null : new Date(clock().getTime() + backoff(attempts + 1))))
  return 1
}

function eventOf({ userPoolId, id, name, body }: DueRow): DomainEvent {
  const { at, ...said } = body as { at: string }
  return { ...said, userPoolId, id, name, at: new Date(at) } as DomainEvent
}
