import { reportCollisions, restatePeople } from '#domain/people/user/restate.ts'
import type { Clock } from '#platform/clock.ts'
import type { UnitOfWork } from '#platform/database/unit-of-work.ts'
import type { Log } from '#platform/log.ts'

export interface Restating {
  /** Waits for the people who are under way; the rest is for the next start. */
  stop(): Promise<void>
}

/** Brings people of an earlier version along while the doors are open, then says who has an identifier of somebody else's. */
export function startRestating(unit: UnitOfWork, clock: Clock, log: Log): Restating {
  let stopping = false
  const work = restatePeople(unit, clock(), () => stopping)
    .then(() => reportCollisions(unit, clock(), log))
    .catch((error) => log.warn({ err: error }, 'people could not be brought along; the next start goes on with it'))
  return {
    async stop() {
      stopping = true
      await work
    },
  }
}
