import { availableParallelism } from 'node:os'

/** Who wants a core, e.g. a network; or somebody `known`, whom no number of strangers may keep waiting. */
export type Asker = string | { known: string }

/** Work that keeps a core busy, never more at once than there are cores, and never more waiting than is of use. */
export interface CoreQueue {
  /**
   * Those who ask take turns, and where there is no room one of those who want most is turned away (`CoresBusy`): one that asks for
   * a thousand things keeps nobody else waiting for them. Every other turn is for those who are known, as long as any waits.
   */
  run<Result>(work: () => Promise<Result>, from?: Asker): Promise<Result>
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
  const [strangers, known] = [createLines(), createLines()]
  let running = 0
  let isKnownsTurn = true

  function turn(from: Asker): Promise<void> {
    const [lines, name] = typeof from === 'string' ? [strangers, from] : [known, from.known]
    if (strangers.waiting() + known.waiting() >= maxWaiting) {
      const stranger = lines === known ? strangers.last() : null
      const gone = stranger ?? lines.makeRoomFor(name)
      gone.giveUp(new CoresBusy())
    }
    return new Promise((begin, giveUp) => lines.join(name, { begin, giveUp }))
  }

  function next(): Waiting | undefined {
    const first = isKnownsTurn ? known : strangers
    isKnownsTurn = !isKnownsTurn
    return first.next() ?? (first === known ? strangers : known).next()
  }

  return {
    async run(work, from = '') {
      if (running >= concurrency) await turn(from)
      else running++
      try {
        return await work()
      } finally {
        // The slot goes straight to the next in line, so `running` only falls when nobody waits.
        const waiting = next()
        if (waiting) waiting.begin()
        else running--
      }
    },
  }
}

/** A line for each who waits; a map keeps them in the order of their turns. */
function createLines() {
  const lines = new Map<string, Waiting[]>()
  let waiting = 0

  function longest(): [name: string, line: Waiting[]] {
    let found: [string, Waiting[]] = ['', []]
    for (const entry of lines) if (entry[1].length > found[1].length) found = entry
    return found
  }

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
    /** The last of the longest line; null when nobody waits. */
    last(): Waiting | null {
      const [name, line] = longest()
      if (line.length === 0) return null
      waiting--
      if (line.length === 1) lines.delete(name)
      return line.pop() as Waiting
    },
    /** The same; throws `CoresBusy` where no line is longer than the one of who comes. */
    makeRoomFor(from: string): Waiting {
      const [, line] = longest()
      if (line.length <= (lines.get(from)?.length ?? 0) + 1) throw new CoresBusy()
      waiting--
      return line.pop() as Waiting
    },
  }
}
