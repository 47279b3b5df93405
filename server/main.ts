import { StartError } from '#platform/start-error.ts'
import { readConfig } from './config.ts'
import { run } from './start/run.ts'

/** How long a stop may take before whatever still hangs is cut. */
const drainLimitMs = 30_000

function fail(error: unknown): never {
  // A StartError is one line for the operator; anything else is a bug, and its stack is what we want to be sent.
  console.error(error instanceof StartError ? `Menshen cannot run: ${error.message}` : error)
  process.exit(1)
}

try {
  const running = await run(readConfig(), fail)
  let stopping = false
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      if (stopping) return
      stopping = true
      setTimeout(
        () => fail(new StartError(`stopping took longer than ${drainLimitMs / 1000} s.`)),
        drainLimitMs,
      ).unref()
      running.stop().then(() => process.exit(0), fail)
    })
} catch (error) {
  fail(error)
}
