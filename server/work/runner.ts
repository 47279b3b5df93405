import type { Domain } from '#domain/shape/domain.ts'
import { claimJobs } from '#platform/database/job-queue.ts'
import type { Notices } from '#platform/database/notices.ts'
import type { Log } from '#platform/log.ts'
import { createLoop, type Loop } from '#platform/work/loop.ts'
import type { AnyJob } from './jobs.ts'
import { perform } from './perform.ts'
import { createUnderWay } from './under-way.ts'

/** Works through the queue. Any number of processes may, each takes jobs that no other has. */
export type Runner = Pick<Loop, 'start' | 'stop'>

export interface RunnerGround {
  domain: Domain
  notices: Notices
  log: Log
}

/** Told at once of what is queued here; this is for what others left, and for what is due later. */
const lookEveryMs = 15_000

/** Each kind has a lane of its own, so that no kind waits for another. Stopped, it takes nothing more and waits for what is on its way. */
export function createRunner(ground: RunnerGround, jobs: readonly AnyJob[]): Runner {
  const lanes = new Map(jobs.map((job) => [job.kind, createLane(ground, job)]))
  ground.notices.onChange('job', (kind) => void lanes.get(kind)?.nudge())
  const all = [...lanes.values()]
  return {
    start() {
      for (const lane of all) lane.start()
    },
    async stop() {
      await Promise.all(all.map((lane) => lane.stop()))
    },
  }
}

function createLane(
  { domain, log }: Omit<RunnerGround, 'notices'>,
  job: AnyJob,
): Pick<Loop, 'start' | 'stop' | 'nudge'> {
  const { unit, clock } = domain
  const underWay = createUnderWay(job)
  /** There may be more than there was room for. */
  let more = false

  async function round(): Promise<void> {
    more = true
    while (more && !loop.stopping && underWay.room() > 0) {
      const [now, room] = [clock(), underWay.room()]
      const leaseUntil = new Date(now.getTime() + job.leaseMs)
      const claim = { kind: job.kind, now, leaseUntil, max: room, butOf: underWay.busyPools() }
      const claimed = await unit.single((tx) => claimJobs(tx, claim))
      more = claimed.length === room
      // Not awaited by the round: one that takes long holds up nothing but its own pool's.
      for (const one of claimed)
        underWay.add(perform({ domain, log, isStopping: () => loop.stopping }, job, one), one.userPoolId, (held) => {
          if (more || held) void loop.nudge()
        })
    }
  }

  const loop = createLoop({
    everyMs: lookEveryMs,
    round,
    log,
    failed: `jobs of the kind ${job.kind} could not be looked at`,
  })
  return {
    start: loop.start,
    nudge: loop.nudge,
    async stop() {
      await loop.stop()
      await underWay.settled()
    },
  }
}
