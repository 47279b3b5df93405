// A PostgreSQL of the machine's own, as Debian packages it, on a throw-away data directory.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, globSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, type ClientConfig } from 'pg'
import { until } from '../../test/kit/process.ts'
import { freePort } from './free-port.ts'
import { undoing } from './undo.ts'

export interface ExternalPostgres {
  url: string
  /** Null when it is not ours. */
  pid: number | null
  version: string
  stop(): Promise<void>
}

export interface PostgresOptions {
  settings?: Record<string, string>
  /** Makes the directory of its files, which is removed when it stops. */
  makeGround?: () => string
}

/** The newest installed one, or null. */
function findProgram(): string | null {
  const found = globSync('/usr/lib/postgresql/*/bin').sort((a, b) => versionOf(b) - versionOf(a))
  return found[0] ?? null
}

const versionOf = (path: string) => Number(path.split('/')[4])

/** PostgreSQL refuses root: then it runs as the user that its package made. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => /^(postgres|nobody):/.test(entry))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid ? { uid: Number(uid), gid: Number(gid) } : undefined
}

/** Starts one, or null where none is installed. What `settings` does not say is as its package has it. */
export async function startPostgres({
  settings = {},
  makeGround = () => mkdtempSync(join(realpathSync(tmpdir()), 'mbp-')),
}: PostgresOptions = {}): Promise<ExternalPostgres | null> {
  const programs = findProgram()
  if (!programs) return null
  const user = unprivileged()
  const ground = makeGround()
  chmodSync(ground, 0o755)
  const cluster = join(ground, 'cluster')
  mkdirSync(cluster, { mode: 0o700 })
  if (user) chownSync(cluster, user.uid, user.gid)
  const quiet = { cwd: cluster, stdio: 'ignore', ...user } as const
  execFileSync(
    join(programs, 'initdb'),
    ['-D', cluster, '-U', 'menshen', '--auth=trust', '-E', 'UTF8', '--locale=C.UTF-8'],
    quiet,
  )
  const port = await freePort()
  const where = { listen_addresses: '127.0.0.1', port, unix_socket_directories: cluster }
  const options = Object.entries({ ...settings, ...where }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(join(programs, 'postgres'), ['-D', cluster, ...options], quiet)
  const url = `postgres://menshen@127.0.0.1:${port}/menshen`
  const stop = undoing(async () => {
    await end(child)
    rmSync(ground, { recursive: true, force: true, maxRetries: 5 })
  })
  try {
    return { url, pid: child.pid ?? null, version: await createDatabase(url), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function createDatabase(url: string): Promise<string> {
  const client = await until(() => connect(url.replace(/menshen$/, 'postgres')))
  await client.query('CREATE DATABASE menshen')
  await client.end()
  return readVersion(url)
}

export async function readVersion(connection: ClientConfig | string): Promise<string> {
  const client = new Client(connection)
  await client.connect()
  const { rows } = await client.query('SHOW server_version')
  await client.end()
  return String(rows[0].server_version).split(' ')[0] ?? ''
}

async function connect(url: string): Promise<Client | null> {
  const client = new Client(url)
  return client.connect().then(
    () => client,
    () => null,
  )
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGINT')
  await ended
}
