import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { StartError } from '../start-error.ts'
import { checkCluster, hasCluster } from './check-cluster.ts'
import { openDataDirectory } from './data-directory.ts'
import { endPostmaster } from './end-postmaster.ts'
import { chooseEndpoint, leaveEndpoint } from './endpoint.ts'
import { explain } from './explain.ts'
import { findBinaries } from './find-binaries.ts'
import { initCluster, passwordPath } from './init-cluster.ts'
import { launch } from './launch.ts'
import { lockDataDirectory } from './lock.ts'
import { boundLog } from './log-file.ts'
import { prepareBinaries, shelvesFor } from './prepare-binaries.ts'
import type { Binaries, ClusterSetup, EmbeddedConnection, Teller } from './shapes.ts'
import { stopLeftover } from './stop-leftover.ts'
import { supervise, type Watch } from './supervise.ts'
import { chooseServerUser } from './unprivileged-user.ts'

export type { EmbeddedConnection, Teller } from './shapes.ts'

export interface EmbeddedPostgresOptions extends Watch {
  /** Made (0700) when missing. The cluster lies in its `postgres`, PostgreSQL's log in its `postgres.log`. */
  dataDir: string
  log: Teller
  /** PostgreSQL settings by name, over ours. */
  settings?: Readonly<Record<string, string>>
  /** Other binaries than those that npm installed beside us. */
  binaries?: Binaries
}

export interface EmbeddedPostgres {
  /** Stays the same over restarts. */
  connection: EmbeddedConnection
  /** The postmaster's; another one after a restart. */
  readonly pid: number
  /** Ends PostgreSQL in good order within 30 s and frees the data directory. May be called more than once. */
  stop(): Promise<void>
}

/**
 * Starts the database that lives in `dataDir`, making it first where there is none, and answers when it accepts
 * connections. Rejects with a StartError, having undone what it began, when that cannot be.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  let dataDir = options.dataDir
  let lock: { release(): void } | undefined
  try {
    dataDir = openDataDirectory(dataDir)
    lock = await lockDataDirectory(dataDir)
    return await run(await settleIn(dataDir, options), options, lock)
  } catch (error) {
    lock?.release()
    throw explain(error, dataDir)
  }
}

async function settleIn(
  dataDir: string,
  { log, settings = {}, ...options }: EmbeddedPostgresOptions,
): Promise<ClusterSetup> {
  const cluster = join(dataDir, 'postgres')
  const exists = hasCluster(cluster)
  const user = chooseServerUser(cluster)
  const installed = options.binaries ?? findBinaries()
  const binaries = await prepareBinaries({ installed, user, shelves: shelvesFor(user, dataDir), log })
  if (!exists) await initCluster({ dataDir, cluster, binaries, user })
  await checkCluster(cluster, binaries, user, log)
  await stopLeftover(cluster, binaries, log)
  const connection: EmbeddedConnection = {
    ...(await chooseEndpoint(dataDir, user)),
    user: 'menshen',
    database: 'menshen',
    password: readFileSync(passwordPath(cluster), 'utf8').trim(),
    ssl: false,
  }
  return { dataDir, cluster, binaries, user, connection, settings }
}

async function run(
  place: ClusterSetup,
  { log, onExit, onGiveUp }: EmbeddedPostgresOptions,
  lock: { release(): void },
): Promise<EmbeddedPostgres> {
  const first = await launch(place, log)
  const relaunch = (signal: AbortSignal) => launch(place, log, signal)
  const supervision = supervise(first, relaunch, log, { onExit, onGiveUp })
  const unbound = boundLog(place.dataDir)

  async function end(): Promise<void> {
    await supervision.cease()
    unbound()
    const postmaster = supervision.current()
    const gone = await endPostmaster({ ...place, ...postmaster })
    if (gone) leaveEndpoint(place.connection.host)
    lock.release()
    if (!gone) throw new StartError(`PostgreSQL does not stop: end it with "kill -9 ${postmaster.pid}".`)
  }

  let ending: Promise<void> | undefined
  return {
    connection: place.connection,
    get pid() {
      return supervision.current().pid
    },
    stop() {
      ending ??= end()
      return ending
    },
  }
}
