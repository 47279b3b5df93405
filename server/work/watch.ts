import type { Grounded } from '#domain/shape/domain.ts'
import type { Log } from '#platform/log.ts'
import { createLoop, type Loop } from '#platform/work/loop.ts'
import { warnOfWaitingWork } from './queue-depth.ts'
import { queueMissing } from './schedule.ts'
import { sweepFloors } from './throw-away.ts'

const everyMs = 60_000

/** Looks whether what is due by the clock stands in the queue, and whether the queue waits. No job: it has to see a queue that stands still. */
export function watchQueue(domain: Grounded, log: Log): Pick<Loop, 'stop'> {
  const loop = createLoop({
    everyMs,
    async round() {
      await queueMissing(domain, sweepFloors)
      await warnOfWaitingWork(domain.unit.reader, domain.clock(), log)
    },
    log,
    failed: 'the queue could not be looked at',
  })
  loop.start()
  return loop
}
