import { availableParallelism } from 'node:os'

/** Work that keeps a core busy, never more at once than there are cores, and never more waiting than is of use. */
export interface CoreQueue {
  run<Result>(work: () => Promise<Result>): Promise<Result>
}

/** Thrown when so much waits for a core that the caller had better come back later. */
export class CoresBusy extends Error {
  override name = 'CoresBusy'
}

export interface CoreQueueOptions {
  /** More than the cores only adds latency to everything else on the thread pool. */
  concurrency?: number
  /** How many may wait. At about 10 ms of CPU each, 200 on two cores is one second. */
  maxWaiting?: number
}

export function createCoreQueue(options: CoreQueueOptions = {}): CoreQueue {
  const concurrency = options.concurrency ?? availableParallelism()
  const maxWaiting = options.maxWaiting ?? concurrency * 100
  const waiting: (() => void)[] = []
  let running = 0

  return {
    async run(work) {
      if (running >= concurrency) {
        if (waiting.length >= maxWaiting) throw new CoresBusy()
        await new Promise<void>((resolve) => waiting.push(resolve))
      } else running++
      try {
        return await work()
      } finally {
        // The slot goes straight to the next in line, so `running` only falls when nobody waits.
        const next = waiting.shift()
        if (next) next()
        else running--
      }
    },
  }
}
