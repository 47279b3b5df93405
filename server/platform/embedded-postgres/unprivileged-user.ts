import { readFileSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { StartError } from '../start-error.ts'
import type { OsUser } from './shapes.ts'

/**
 * Whom PostgreSQL, which refuses root, runs as when we are root and no cluster says otherwise. Not `nobody`, whose
 * processes could read our files. The number lies between the ranges that distributions and systemd hand out.
 */
const own: OsUser = { uid: 61_100, gid: 61_100 }

const mend = 'start Menshen as an ordinary user that owns its DATA_DIR, or set DATABASE_URL'

/** Undefined: as ourselves. Else the owner of the cluster, so that a directory keeps its owner. */
export function chooseServerUser(cluster: string): OsUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  const owner = statSync(cluster, { throwIfNoEntry: false })
  const user = owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : own
  requireMapped(user)
  return user
}

/**
 * Who runs initdb, which insists on an identity with a name in the user database. The cluster is handed over to
 * `server` before anything is in it.
 */
export function chooseMaker(server: OsUser | undefined): OsUser | undefined {
  if (!server) {
    requireName()
    return undefined
  }
  const named = readNamedUsers()
  const maker = named.find((user) => user.uid === server.uid) ?? named.find((user) => user.name === 'nobody')
  if (!maker) {
    throw new StartError(`PostgreSQL refuses root, and /etc/passwd names no user "nobody" to set it up as: ${mend}.`)
  }
  requireMapped(maker)
  return { uid: maker.uid, gid: maker.gid }
}

function requireName(): void {
  if (process.platform === 'win32') return
  try {
    userInfo()
  } catch (cause) {
    throw new StartError(
      `PostgreSQL's initdb needs a user with a name, and uid ${process.getuid?.()} has none: add it to /etc/passwd, run Menshen as a named user, or set DATABASE_URL.`,
      { cause },
    )
  }
}

/** In a container or user namespace root may be the only user there is (user_namespaces(7), uid_map). */
function requireMapped({ uid, gid }: OsUser): void {
  if (isMapped('/proc/self/uid_map', uid) && isMapped('/proc/self/gid_map', gid)) return
  throw new StartError(`PostgreSQL refuses root, and in this container there is no uid ${uid} to run it as: ${mend}.`)
}

function isMapped(map: string, id: number): boolean {
  if (process.platform !== 'linux') return true
  return readFileSync(map, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .some(([first = 0, , length = 0]) => id >= first && id < first + length)
}

function readNamedUsers(): { name: string; uid: number; gid: number }[] {
  return readPasswd()
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter((user) => user.uid > 0)
}

function readPasswd(): string {
  try {
    return readFileSync('/etc/passwd', 'utf8')
  } catch {
    return ''
  }
}
