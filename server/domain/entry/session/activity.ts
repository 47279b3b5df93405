import { LRUCache } from 'lru-cache'
import type { UnitOfWork } from '#platform/database/unit-of-work.ts'
import { growTo } from '#platform/grow-to.ts'
import type { Log } from '#platform/log.ts'
import { createLoop } from '#platform/work/loop.ts'
import { noteEvery, type Session } from './session.ts'
import { touchSessions } from './session-store.ts'

/** When sessions were last used. Using one writes nothing: uses are collected and written together. */
export interface Activity {
  note(session: Session, now: Date): void
  /** Writes what is collected. */
  flush(): Promise<void>
  start(): void
  /** Writes what is left. */
  stop(): Promise<void>
}

const flushEveryMs = 5_000
/** In one statement. */
const batch = 1_000

export function createActivity(unit: UnitOfWork, log: Log): Activity {
  /** When each session was noted last; one that falls out is noted once more. */
  const noted = new LRUCache<string, number>(growTo(50_000))
  const pending = new Map<string, { userPoolId: string; id: string; at: Date }>()

  async function write(): Promise<void> {
    while (pending.size > 0) {
      const uses = [...pending.values()].slice(0, batch)
      for (const { id } of uses) pending.delete(id)
      try {
        await unit.single((tx) => touchSessions(tx, uses))
      } catch (error) {
        // Noted again by the next use; nothing depends on a single note.
        for (const { id } of uses) noted.delete(id)
        log.warn({ err: error, uses: uses.length }, 'the last use of sessions could not be written')
        return
      }
    }
  }

  const loop = createLoop({
    everyMs: flushEveryMs,
    round: write,
    log,
    failed: 'the last use of sessions could not be looked at',
    atOnce: false,
  })

  return {
    note({ id, userPoolId, lastSeenAt }, now) {
      const last = Math.max(noted.get(id) ?? 0, lastSeenAt.getTime())
      if (now.getTime() - last < noteEvery * 1000) return
      noted.set(id, now.getTime())
      pending.set(id, { userPoolId, id, at: now })
    },
    flush: write,
    start: loop.start,
    async stop() {
      await loop.stop()
      await write()
    },
  }
}
