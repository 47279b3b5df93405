// What the tests of this room share: places to start in, servers in processes of their own, and ways to kill them.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { TestContext } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { Client, type QueryResultRow } from 'pg'
import type { EmbeddedConnection, OsUser, Teller } from './shapes.ts'
import { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from './start.ts'

export const isRoot = process.getuid?.() === 0
export const nobody: OsUser = { uid: 65_534, gid: 65_534 }
export const bounded = { timeout: 60_000 }

const temporary = realpathSync(tmpdir())
const undone = new WeakMap<TestContext, (() => Promise<void> | void)[]>()

/** Undoes in reverse order after the test, while node:test's own hooks run first to last. */
function undo(t: TestContext, step: () => Promise<void> | void): void {
  const steps = undone.get(t) ?? []
  if (steps.length === 0) {
    undone.set(t, steps)
    t.after(async () => {
      for (const last of steps.reverse()) await last()
    })
  }
  steps.push(step)
}

/** A temporary directory that every user may enter, for the sockets too; removed after the test. */
export function makeDirectory(t: TestContext): string {
  const directory = mkdtempSync(join(temporary, 'ep-'))
  chmodSync(directory, 0o755)
  process.env.TMPDIR = directory
  undo(t, () => rmSync(directory, { recursive: true, force: true, maxRetries: 5 }))
  return directory
}

export function listen(): Teller & { said: string[] } {
  const said: string[] = []
  const hear = (text: string) => void said.push(text)
  return { said, info: hear, warn: hear, error: hear }
}

/** Starts a server in this process; stopped after the test. */
export async function startHere(
  t: TestContext,
  dataDir: string,
  options: Partial<EmbeddedPostgresOptions> = {},
): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, log: listen(), ...options })
  undo(t, () => server.stop())
  return server
}

export async function query<Row extends QueryResultRow>(connection: EmbeddedConnection, sql: string): Promise<Row[]> {
  const client = new Client(connection)
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}

export interface ServerProcess {
  child: ChildProcess
  /** What it prints, line by line, after `ready`. */
  lines: AsyncIterator<string>
  /** The postmaster's. */
  pid: number
}

/** Starts run-for-test.ts in a process of its own. Rejects with the sentence it printed when it does not get ready. */
export async function startElsewhere(
  t: TestContext,
  order: { dataDir: string; write?: boolean; packageDirectory?: string },
  user?: OsUser,
): Promise<ServerProcess> {
  const child = spawnServer(t, order, user)
  const lines = createInterface({ input: child.stdout ?? process.stdin })[Symbol.asyncIterator]()
  const first: string = (await lines.next()).value ?? 'said nothing'
  if (!first.startsWith('ready ')) throw new Error(first)
  const pid = Number(first.slice('ready '.length))
  undo(t, async () => {
    await kill(child)
    await killAll(pid)
  })
  return { child, lines, pid }
}

/** Ends it as an operator would; answers its exit code. */
export async function stopElsewhere({ child }: ServerProcess): Promise<number | null> {
  const exit = once(child, 'exit')
  child.kill('SIGTERM')
  await exit
  return child.exitCode
}

export function spawnServer(t: TestContext, order: object, user?: OsUser): ChildProcess {
  const file = join(import.meta.dirname, 'run-for-test.ts')
  const child = spawn(process.execPath, [file, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...user,
  })
  undo(t, () => kill(child))
  return child
}

/** kill -9 of one of our own processes; answers when it is gone. */
export async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill('SIGKILL')
  await exit
}

/** kill -9 of a postmaster and all its processes; answers when they are gone. */
export async function killAll(postmaster: number): Promise<void> {
  const pids = [postmaster, ...childrenOf(postmaster)]
  for (const pid of pids) killOne(pid)
  await until(() => !pids.some(lives))
}

export function killOne(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Whether a process runs; one that is dead and not yet collected does not. */
export function lives(pid: number): boolean {
  return existsSync(`/proc/${pid}/exe`) && !/^State:\s+[ZX]/m.test(readText(`/proc/${pid}/status`))
}

export async function until(done: () => boolean): Promise<void> {
  const deadline = Date.now() + 30_000
  while (!done()) {
    if (Date.now() > deadline) throw new Error('it did not happen within 30 s')
    await wait(2)
  }
}

export function unfinishedIn(dataDir: string): string | undefined {
  return existsSync(dataDir) ? readdirSync(dataDir).find((name) => name.startsWith('postgres.unfinished-')) : undefined
}

function childrenOf(pid: number): number[] {
  return readText(`/proc/${pid}/task/${pid}/children`).trim().split(' ').filter(Boolean).map(Number)
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
