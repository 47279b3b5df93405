import type { ChildProcess } from 'node:child_process'
import { existsSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { until } from './until.ts'

/** The process id of the database's first process, or undefined when it does not run. */
export function postgresPid(dataDir: string): number | undefined {
  const cluster = join(dataDir, 'postgres')
  const pid = Number.parseInt(readText(join(cluster, 'postmaster.pid')), 10)
  return pid > 1 && workingDirectory(pid) === cluster ? pid : undefined
}

/** kill -9 of the database of a data directory with all its processes; answers when they are gone. */
export async function killPostgres(dataDir: string): Promise<void> {
  const pid = postgresPid(dataDir)
  if (!pid) return
  const pids = [pid, ...childrenOf(pid)]
  for (const one of pids) killOne(one)
  await until(() => !pids.some(lives))
}

interface Doomed {
  child: ChildProcess
  exited: Promise<unknown>
  dataDir: string
}

/** kill -9 of a server with all the processes of its database, in that very moment. */
export async function killEverything({ child, exited, dataDir }: Doomed): Promise<void> {
  const pid = postgresPid(dataDir)
  const pids = pid ? [pid, ...childrenOf(pid)] : []
  child.kill('SIGKILL')
  for (const one of pids) killOne(one)
  await exited
  await until(() => !pids.some(lives))
}

export function lives(pid: number): boolean {
  return existsSync(`/proc/${pid}/exe`) && !/^State:\s+[ZX]/m.test(readText(`/proc/${pid}/status`))
}

function killOne(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function childrenOf(pid: number): number[] {
  return readText(`/proc/${pid}/task/${pid}/children`).trim().split(' ').filter(Boolean).map(Number)
}

function workingDirectory(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return ''
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
