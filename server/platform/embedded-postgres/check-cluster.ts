import { accessSync, chmodSync, constants, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { StartError } from '../start-error.ts'
import { handOver } from './hand-over.ts'
import type { Binaries, OsUser, Teller } from './shapes.ts'

/** Whether there is a cluster; throws when what is there cannot be one of ours. */
export function hasCluster(cluster: string): boolean {
  const stats = statSync(cluster, { throwIfNoEntry: false })
  if (!stats) return false
  requireOwner(cluster, stats.uid)
  const names = readdirSync(cluster)
  if (names.length === 0) return false
  if (names.includes('PG_VERSION')) return true
  throw new StartError(
    `${cluster} is no PostgreSQL data directory, and it is not empty: move it away, or set DATA_DIR to another directory.`,
  )
}

/** Throws when these binaries cannot read the cluster, and mends owner and modes that a copy or a restore has changed. */
export async function checkCluster(
  cluster: string,
  { major }: Binaries,
  user: OsUser | undefined,
  log: Teller,
): Promise<void> {
  const found = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  if (found !== String(major)) {
    throw new StartError(
      `${cluster} was written by PostgreSQL ${found} and this Menshen brings PostgreSQL ${major}: dump it with the Menshen that wrote it, move it away and restore the dump, or set DATABASE_URL to a PostgreSQL ${found} server that has the data.`,
    )
  }
  const { uid, mode } = statSync(cluster)
  if (user && uid === 0) {
    log.info(`${cluster} belongs to root, which PostgreSQL refuses; it now belongs to uid ${user.uid}.`)
    await handOver(cluster, user)
  }
  if (mode & 0o027 && process.platform !== 'win32') chmodSync(cluster, 0o700)
}

function requireOwner(cluster: string, owner: number): void {
  const self = process.getuid?.()
  if (self === undefined || self === 0) return
  if (owner !== self) {
    throw new StartError(
      `${cluster} belongs to uid ${owner} and Menshen runs as uid ${self}: start it as that user or as root, or give it the directory with "chown -R ${self} ${cluster}".`,
    )
  }
  accessSync(cluster, constants.R_OK | constants.W_OK | constants.X_OK)
}
