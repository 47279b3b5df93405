import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Binaries, OsUser } from './shapes.ts'

type Program = 'initdb' | 'postgres' | 'pg_ctl'

interface Manner {
  binaries: Binaries
  user: OsUser | undefined
  /** Entered before the change of user, so it may lie where that user cannot go (see data-directory.ts). */
  cwd: string
  stdio: StdioOptions
}

/**
 * Starts one of PostgreSQL's programs in a process group of its own: Ctrl-C in a terminal must reach us first, and we
 * end it when the last request is answered. Its environment is made here, since ours may hold secrets.
 */
export function startProgram(program: Program, args: string[], manner: Manner): ChildProcess {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return spawn(join(manner.binaries.root, 'bin', program + suffix), args, {
    cwd: manner.cwd,
    stdio: manner.stdio,
    env: environment(),
    detached: true,
    windowsHide: true,
    ...manner.user,
  })
}

/** Runs a program to its end; answers its exit code and the last 8,000 characters it said. Killed after two minutes. */
export function runProgram(
  program: Program,
  args: string[],
  { input, ...manner }: Omit<Manner, 'stdio'> & { input?: string },
): Promise<{ code: number | null; said: string }> {
  const child = startProgram(program, args, { ...manner, stdio: 'pipe' })
  let said = ''
  const hear = (text: string) => {
    said = (said + text).slice(-8_000)
  }
  child.stdout?.setEncoding('utf8').on('data', hear)
  child.stderr?.setEncoding('utf8').on('data', hear)
  // A program that ends early closes its input; its exit code says so better than EPIPE would.
  child.stdin?.on('error', () => {}).end(input)
  const timer = setTimeout(() => child.kill('SIGKILL'), 120_000)
  return new Promise<{ code: number | null; said: string }>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, said }))
  }).finally(() => clearTimeout(timer))
}

function environment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'SystemRoot', 'TEMP', 'TMP'].map((name) => [name, process.env[name]] as const)
  return { ...Object.fromEntries(kept.filter(([, value]) => value !== undefined)), LC_ALL: 'C', TZ: 'UTC' }
}
