// The server as an operator meets it: a process with its own environment, data directory and port.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import type { ClientConfig } from 'pg'
import type { Bootstrap } from '#server/start/bootstrap-file.ts'
import { killPostgres } from './kill.ts'
import { until } from './until.ts'

export { killPostgres, postgresPid } from './kill.ts'
export { until } from './until.ts'

const bounded = { timeout: 90_000 }
/** Processes are told apart and ended through /proc. */
export const onLinux = {
  ...bounded,
  skip: process.platform !== 'linux' && 'it looks at processes through /proc, which only Linux has',
}

const root = join(import.meta.dirname, '../..')
const launcher = ['scripts/node.mjs', 'server/main.ts']

export interface ServerOptions {
  dataDir: string
  /** Settings besides DATA_DIR and PORT=0. Nothing of the test's own environment is handed on. */
  env?: Record<string, string>
  /** What is run, from the repository's root; the server itself when left out. */
  args?: string[]
  user?: { uid: number; gid: number }
}

/** A server process, whatever state it is in. */
export interface Attempt {
  child: ChildProcess
  said: { out: string; err: string }
  /** The exit code; null when a signal ended it. */
  exited: Promise<number | null>
}

/** A server that is ready. */
export interface ServerProcess extends Attempt {
  origin: string
  dataDir: string
  bootstrap: Bootstrap
  /** Asks it to stop and answers its exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

const started = new Map<string, Attempt[]>()

/** The path of a data directory that is not made yet. After the test its processes are killed and it is removed. */
export function makeDataDir(t: TestContext): string {
  // A short path: the database's socket lies below it.
  const ground = mkdtempSync(join(realpathSync(tmpdir()), 'mp-'))
  chmodSync(ground, 0o755)
  const dataDir = join(ground, 'data')
  t.after(async () => {
    for (const { child, exited } of started.get(dataDir) ?? []) {
      child.kill('SIGKILL')
      await exited
    }
    await killPostgres(dataDir)
    rmSync(ground, { recursive: true, force: true, maxRetries: 5 })
  })
  return dataDir
}

export function spawnServer({ dataDir, env = {}, args = ['server/main.ts'], user }: ServerOptions): Attempt {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: tmpdir(), DATA_DIR: dataDir, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, as behind a terminal or a supervisor.
    detached: true,
    ...user,
  })
  const said = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.err += text
  })
  // `close` and not `exit`: then all that it said has been read.
  const exited = once(child, 'close').then(([code]) => code as number | null)
  const attempt = { child, said, exited }
  started.set(dataDir, [...(started.get(dataDir) ?? []), attempt])
  return attempt
}

/** Starts a server and answers when `/readyz` says yes; rejects with what it said when it ends before. */
export async function startServer(options: ServerOptions): Promise<ServerProcess> {
  return whenReady(spawnServer(options), options.dataDir)
}

/** As `npm start` does: through the launcher that finds the pinned Node. */
export function startThroughLauncher(options: ServerOptions): Promise<ServerProcess> {
  return startServer({ ...options, args: launcher })
}

export async function whenReady(attempt: Attempt, dataDir: string): Promise<ServerProcess> {
  const { child, said, exited } = attempt
  let ended = false
  void exited.then(() => {
    ended = true
  })
  const origin = await until(() => {
    if (ended) throw new Error(`the server ended: ${said.err || said.out}`)
    return /Menshen is running at (\S+)/.exec(said.out)?.[1]
  }, 60_000)
  await until(() => isReady(origin))
  const stop = (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal)
    return exited
  }
  return { ...attempt, origin, dataDir, bootstrap: readBootstrap(dataDir), stop }
}

/** Starts a server that must not start. Answers its one line, and rejects when it said more, or less, or ended well. */
export async function refusedStart(options: ServerOptions): Promise<string> {
  const { said, exited } = spawnServer(options)
  const code = await exited
  const lines = said.err.trimEnd().split('\n')
  if (code !== 1 || lines.length !== 1 || !lines[0]?.startsWith('Menshen cannot run: '))
    throw new Error(`exit code ${code}, standard error:\n${said.err}\nstandard output:\n${said.out}`)
  return lines[0].slice('Menshen cannot run: '.length)
}

export async function isReady(origin: string): Promise<boolean> {
  return fetch(`${origin}/readyz`).then(
    (response) => response.status === 200,
    () => false,
  )
}

/** A port of the loopback that was free a moment ago, for servers that must know theirs beforehand. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

/** `bootstrap.json`; an empty object where there is none, as for the second server of a database. */
export function readBootstrap(dataDir: string): Bootstrap {
  const path = join(dataDir, 'bootstrap.json')
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : ({} as Bootstrap)
}

/** How to reach the embedded database of a running server, as `pg` wants it. */
export function embeddedConnection(dataDir: string): ClientConfig {
  const password = readFileSync(join(dataDir, 'postgres/menshen.password'), 'utf8').trim()
  // Of postmaster.pid the fourth line is the port and the fifth the socket's directory.
  const [, , , port, host] = readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')
  if (!host) throw new Error('the embedded database does not run')
  return { host, port: Number(port), user: 'menshen', database: 'menshen', password, ssl: false }
}

/** A connection of the kit as the operator would write it. */
export function databaseUrl({ host, port, user, database, password }: ClientConfig): string {
  const url = new URL(`postgres://${user}@127.0.0.1:${port}/${database}`)
  if (typeof password === 'string') url.password = password
  // A socket's directory does not fit in the place of a host name.
  if (host?.startsWith('/')) url.searchParams.set('host', host)
  else if (host) url.hostname = host
  return url.href
}
