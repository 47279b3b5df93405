import { createHash } from 'node:crypto'
import { chmodSync, chownSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { canEnter } from './reach.ts'
import type { OsUser } from './shapes.ts'

const port = 5432

/** `sun_path` holds 108 bytes on Linux and 104 on macOS, the closing zero included. */
const longestSocketPath = 103

/**
 * Where PostgreSQL listens: only on a socket in a directory of its user's that nobody else can enter. On Windows, where
 * Node's client has no such sockets, on a free loopback port; a password is asked for everywhere.
 */
export async function chooseEndpoint(
  dataDir: string,
  user: OsUser | undefined,
): Promise<{ host: string; port: number }> {
  if (process.platform === 'win32') return { host: '127.0.0.1', port: await findFreePort() }
  const beside = join(dataDir, 'socket')
  const usable = fits(beside) && (!user || canEnter(dataDir, user))
  const host = usable ? ownDirectory(beside, user) : temporaryDirectory(dataDir, user)
  // A killed server leaves its socket's lock file, and PostgreSQL believes it when the process id is in use again.
  for (const name of readdirSync(host)) {
    if (name.startsWith('.s.PGSQL.')) rmSync(join(host, name), { force: true })
  }
  return { host, port }
}

/** Removes the socket's directory, which PostgreSQL has emptied. */
export function leaveEndpoint(host: string): void {
  if (process.platform === 'win32') return
  try {
    rmdirSync(host)
  } catch {
    // Not empty after a hard end; the next start cleans it.
  }
}

function fits(directory: string): boolean {
  return Buffer.byteLength(join(directory, `.s.PGSQL.${port}`)) <= longestSocketPath
}

/** Named after the data directory, so that the next start finds and cleans it; by chance where that name is taken. */
function temporaryDirectory(dataDir: string, user: OsUser | undefined): string {
  const bases = [tmpdir(), '/tmp']
  const base = bases.find((at) => fits(join(at, 'menshen-0123456789abcdef-012345')) && (!user || canEnter(at, user)))
  const name = join(base ?? '/tmp', `menshen-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`)
  try {
    return ownDirectory(name, user)
  } catch {
    return ownDirectory(mkdtempSync(`${name}-`), user)
  }
}

/** Makes or takes over the directory; throws when it is anything that another user could have laid out for us. */
function ownDirectory(path: string, user: OsUser | undefined): string {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  const stats = lstatSync(path)
  const ours = [process.getuid?.(), user?.uid].includes(stats.uid)
  if (!stats.isDirectory() || !ours) throw new Error(`${path} belongs to somebody else`)
  chmodSync(path, 0o700)
  if (user) chownSync(path, user.uid, user.gid)
  return path
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : port))
    })
  })
}
