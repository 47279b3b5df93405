import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { StartError } from '../start-error.ts'
import { copyBinaries } from './copy-binaries.ts'
import { linkLibraries } from './link-libraries.ts'
import { canEnter, canRead } from './reach.ts'
import type { Binaries, OsUser, Teller } from './shapes.ts'

interface Wish {
  installed: Binaries
  user: OsUser | undefined
  /** Directories that may hold a copy, best first. */
  shelves: string[]
  log: Teller
}

/** The binaries in a state and a place in which `user` can run them: as installed, or else a copy. */
export async function prepareBinaries({ installed, user, shelves, log }: Wish): Promise<Binaries> {
  const obstacle = findObstacle(installed, user)
  if (!obstacle) return installed
  for (const shelf of shelves) {
    const copy = await copyBinaries(installed, shelf).catch(() => undefined)
    if (!copy || (user && !isOpen(copy, user))) continue
    log.info(`PostgreSQL runs from ${copy.root}, because ${obstacle}.`)
    return copy
  }
  throw new StartError(
    `PostgreSQL cannot run from where it is installed, because ${obstacle}, and no copy could be put in ${shelves.join(' or ')}: make one of them writable, move Menshen to a directory that every user can enter, or set DATABASE_URL.`,
  )
}

/** Where copies may go: near the data when we run as ourselves, where everybody can enter when PostgreSQL cannot be us. */
export function shelvesFor(user: OsUser | undefined, dataDir: string): string[] {
  const temporary = join(tmpdir(), `menshen-${process.getuid?.() ?? 'binaries'}`)
  if (!user) return [dataDir, temporary]
  return ['/var/lib/menshen', ...(canEnter(dataDir, user) ? [dataDir] : []), temporary, '/tmp/menshen-0']
}

function findObstacle(installed: Binaries, user: OsUser | undefined): string | undefined {
  // First who may enter, then the links: in a checkout that PostgreSQL cannot enter we change nothing.
  if (user && !isOpen(installed, user)) {
    return `the user it runs as (uid ${user.uid}, since it refuses root) cannot enter ${installed.root}`
  }
  try {
    linkLibraries(installed.root)
    return undefined
  } catch {
    return `the links to its libraries cannot be made in ${installed.root}, which is read-only`
  }
}

function isOpen({ root }: Binaries, user: OsUser): boolean {
  const samples = ['bin/postgres', 'bin/initdb', 'lib', 'share/postgresql/postgres.bki']
  return samples.every((sample) => canRead(join(root, sample), user))
}
