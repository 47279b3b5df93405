import { setTimeout as wait } from 'node:timers/promises'
import { runProgram } from './run.ts'
import type { Binaries } from './shapes.ts'

const fastShutdown = 20_000
const immediateShutdown = 10_000

interface Target {
  pid: number
  alive(): boolean
  cluster: string
  binaries: Binaries
}

/**
 * Ends a postmaster: SIGINT (roll back, write everything, leave), after 20 s SIGQUIT (leave at once, recover at the next
 * start; nothing acknowledged is lost). Answers whether it is gone.
 */
export async function endPostmaster(target: Target): Promise<boolean> {
  await tell(target, 'SIGINT')
  if (await gone(target, fastShutdown)) return true
  await tell(target, 'SIGQUIT')
  return gone(target, immediateShutdown)
}

async function tell(target: Target, signal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
  if (process.platform === 'win32') return tellOnWindows(target, signal)
  try {
    if (target.alive()) process.kill(target.pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Windows has no signals; PostgreSQL emulates them and pg_ctl can send them. */
async function tellOnWindows({ cluster, binaries }: Target, signal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
  const mode = signal === 'SIGINT' ? 'fast' : 'immediate'
  await runProgram('pg_ctl', ['stop', '-D', cluster, '-m', mode, '--no-wait'], {
    binaries,
    user: undefined,
    cwd: cluster,
  })
}

async function gone({ alive }: Target, patience: number): Promise<boolean> {
  const deadline = Date.now() + patience
  while (alive()) {
    if (Date.now() > deadline) return false
    await wait(5)
  }
  return true
}
