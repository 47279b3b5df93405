import { enableCompileCache, flushCompileCache } from 'node:module'
import { join } from 'node:path'
import { StartError } from '#platform/start-error.ts'
import { readConfig } from './config.ts'

/** How long a stop may take before whatever still hangs is cut. */
const drainLimitMs = 30_000

// Compiled code is kept between starts, which halves their time. Not in the temporary directory, Node's own choice, where
// somebody else could lay out code for us.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/compiled'))

function fail(error: unknown): never {
  // A StartError is one line for the operator; anything else is a bug, and its stack is what we want to be sent.
  console.error(error instanceof StartError ? `Menshen cannot run: ${error.message}` : error)
  process.exit(1)
}

async function start() {
  const config = readConfig()
  // Not a static import: those are compiled before the cache is there.
  const { run } = await import('./start/run.ts')
  return run(config, fail)
}

const running = start()
let stopping = false
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.on(signal, () => {
    if (stopping) return
    stopping = true
    setTimeout(() => fail(new StartError(`stopping took longer than ${drainLimitMs / 1000} s.`)), drainLimitMs).unref()
    running.then(({ stop }) => stop()).then(() => process.exit(0), fail)
  })
running.then(() => flushCompileCache(), fail)
