import type { Log } from '../log.ts'

/** A worker: it looks for work every so often, and at once when somebody says that there is some. */
export interface Loop {
  start(): void
  /** Takes up nothing more, and waits for the round that is under way. */
  stop(): Promise<void>
  /**
   * Looks now. While a round is under way, looks after it, because that round may have looked too early. Before `start` and after `stop`
   * nothing happens. Resolves when that round is over, however it ended.
   */
  nudge(): Promise<void>
  /** For long rounds: whether to leave the rest to the next one. */
  readonly stopping: boolean
}

export interface LoopOrder {
  /** Milliseconds between looks: for what another process has left, and for what is due later. */
  everyMs: number
  /** Does what there is to do. A round that throws is over, and the next one tries again. */
  round(): Promise<unknown>
  log: Log
  /** What is logged of a round that threw. */
  failed: string
  /** False: the first look is after `everyMs`. */
  atOnce?: boolean
}

export function createLoop({ everyMs, round, log, failed, atOnce = true }: LoopOrder): Loop {
  let running = false
  let timer: NodeJS.Timeout | undefined
  let current: Promise<void> = Promise.resolve()
  /** The round after the present one, where somebody waits for it already. */
  let next: Promise<void> | null = null

  async function run(): Promise<void> {
    next = null
    if (running) await round()
  }

  function nudge(): Promise<void> {
    if (!running) return current
    next ??= current.then(run).catch((error) => log.warn({ err: error }, failed))
    current = next
    return current
  }

  return {
    get stopping() {
      return !running
    },
    nudge,
    start() {
      running = true
      timer = setInterval(() => void nudge(), everyMs)
      timer.unref()
      if (atOnce) void nudge()
    },
    async stop() {
      running = false
      clearInterval(timer)
      await current
    },
  }
}
