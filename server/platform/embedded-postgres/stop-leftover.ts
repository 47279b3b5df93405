import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { StartError } from '../start-error.ts'
import { endPostmaster } from './end-postmaster.ts'
import type { Binaries, Teller } from './shapes.ts'

/**
 * A server of ours that was killed leaves its PostgreSQL running. We end that one properly and start afresh, rather than
 * go on with it: its binaries and settings may be an older release's, and it would be no child whose end we hear of.
 * To be called with the data directory locked, so it is nobody's but a dead server's.
 */
export async function stopLeftover(cluster: string, binaries: Binaries, log: Teller): Promise<void> {
  const pid = readPid(cluster)
  if (pid === undefined || !exists(pid)) return
  const alive = () => isPostmasterOf(pid, cluster)
  if (!alive()) {
    // PostgreSQL would take whatever process has this id today for the old one. That nothing of the old one lives is
    // checked once more by PostgreSQL itself, by the shared memory that belongs to the directory.
    rmSync(join(cluster, 'postmaster.pid'), { force: true })
    return
  }
  log.info(`A PostgreSQL that an earlier Menshen left running (pid ${pid}) is being stopped and started afresh.`)
  if (await endPostmaster({ pid, alive, cluster, binaries })) return
  throw new StartError(
    `The PostgreSQL that an earlier Menshen left running does not stop: end it with "kill -9 ${pid}" and start again.`,
  )
}

/** The first line of postmaster.pid; a single-user postgres writes its own id negated. */
function readPid(cluster: string): number | undefined {
  try {
    const pid = Math.abs(Number.parseInt(readFileSync(join(cluster, 'postmaster.pid'), 'utf8'), 10))
    return pid > 1 ? pid : undefined
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Not just any process with that id: a signal to the wrong one would be worse than a start that fails. */
function isPostmasterOf(pid: number, cluster: string): boolean {
  try {
    if (process.platform === 'win32') return exists(pid)
    if (process.platform !== 'linux') return commandOf(pid).includes(`-D ${cluster} `)
    const isPostgres = readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres'
    return isPostgres && readlinkSync(`/proc/${pid}/cwd`) === cluster
  } catch {
    return false
  }
}

function commandOf(pid: number): string {
  return execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
}
