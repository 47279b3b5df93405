import { availableParallelism } from 'node:os'

/** Work that keeps a core busy, never more at once than there are cores, and never more waiting than is of use. */
export interface CoreQueue {
  /**
   * `from` is who wants it, e.g. a network. They take turns, and where there is no room one of those who want most is turned
   * away (`CoresBusy`): whoever asks for a thousand things keeps nobody else waiting for them.
   */
  run<Result>(work: () => Promise<Result>, from?: string): Promise<Result>
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

interface Waiting {
  begin(): void
  giveUp(error: CoresBusy): void
}

export function createCoreQueue(options: CoreQueueOptions = {}): CoreQueue {
  const concurrency = options.concurrency ?? availableParallelism()
  const maxWaiting = options.maxWaiting ?? concurrency * 100
  const lines = createLines()
  let running = 0

  function turn(from: string): Promise<void> {
    if (lines.waiting() >= maxWaiting) lines.makeRoomFor(from).giveUp(new CoresBusy())
    return new Promise((begin, giveUp) => lines.join(from, { begin, giveUp }))
  }

  return {
    async run(work, from = '') {
      if (running >= concurrency) await turn(from)
      else running++
      try {
        return await work()
      } finally {
        // The slot goes straight to the next in line, so `running` only falls when nobody waits.
        const next = lines.next()
        if (next) next.begin()
        else running--
      }
    },
  }
}

/** A line for each who waits; a map keeps them in the order of their turns. */
function createLines() {
  const lines = new Map<string, Waiting[]>()
  let waiting = 0
  return {
    waiting: () => waiting,
    join(from: string, one: Waiting): void {
      waiting++
      const line = lines.get(from)
      if (line) line.push(one)
      else lines.set(from, [one])
    },
    next(): Waiting | undefined {
      const [first] = lines
      if (!first) return undefined
      const [from, line] = first
      lines.delete(from)
      if (line.length > 1) lines.set(from, line)
      waiting--
      return line.shift()
    },
    /** Whoever came last of the longest line; throws `CoresBusy` where no line is longer than the one of who comes. */
    makeRoomFor(from: string): Waiting {
      let longest: Waiting[] = []
      for (const line of lines.values()) if (line.length > longest.length) longest = line
      if (longest.length <= (lines.get(from)?.length ?? 0) + 1) throw new CoresBusy()
      waiting--
      return longest.pop() as Waiting
    },
  }
}
