import { setTimeout as wait } from 'node:timers/promises'
import type { Postmaster, Teller } from './shapes.ts'

const mostCrashes = 8
const longestPause = 10_000
/** After a run of this many milliseconds the earlier crashes are forgotten. */
const soundRun = 60_000

export interface Watch {
  /** PostgreSQL ended although nobody asked it to: its exit code, or null for a signal. A restart follows. */
  onExit?: (code: number | null) => void
  /** The restarts were in vain; the process should end. Without it this is only logged. */
  onGiveUp?: (error: unknown) => void
}

export interface Supervision {
  /** The postmaster of this moment; one that has ended while a restart is under way. */
  current(): Postmaster
  /** No restarts from here on; resolves when none is under way. */
  cease(): Promise<void>
}

/** Starts PostgreSQL again when it ends by itself: after 0.1 s, then twice as long each time, eight times at most. */
export function supervise(
  first: Postmaster,
  relaunch: (signal: AbortSignal) => Promise<Postmaster>,
  log: Teller,
  { onExit, onGiveUp }: Watch,
): Supervision {
  const ceasing = new AbortController()
  let current = first
  let crashes = 0
  let recovery: Promise<void> = Promise.resolve()

  function watch(): void {
    const begin = Date.now()
    void current.exited.then((code) => {
      if (ceasing.signal.aborted) return
      if (Date.now() - begin > soundRun) crashes = 0
      log.error(`PostgreSQL ended unexpectedly (${code === null ? 'by a signal' : `code ${code}`}); it is restarted.`)
      recovery = recover()
      onExit?.(code)
    })
  }

  async function recover(): Promise<void> {
    try {
      await wait(Math.min(100 * 2 ** crashes, longestPause), undefined, { signal: ceasing.signal })
      crashes += 1
      current = await relaunch(ceasing.signal)
      log.info(`PostgreSQL runs again (pid ${current.pid}).`)
      watch()
    } catch (error) {
      if (ceasing.signal.aborted) return
      if (crashes < mostCrashes) return recover()
      log.error(`PostgreSQL could not be restarted: ${(error as Error).message}`)
      onGiveUp?.(error)
    }
  }

  // An exit without stop(), such as an uncaught error's, still ends PostgreSQL in good order.
  const farewell = () => {
    if (current.alive()) process.kill(current.pid, 'SIGINT')
  }
  process.once('exit', farewell)
  watch()
  return {
    current: () => current,
    async cease() {
      ceasing.abort()
      await recovery
      process.off('exit', farewell)
    },
  }
}
