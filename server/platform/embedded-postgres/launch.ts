import { closeSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import { StartError } from '../start-error.ts'
import { nameForProgram } from './data-directory.ts'
import { endPostmaster } from './end-postmaster.ts'
import { explainProgram } from './explain.ts'
import { openLog, readLog } from './log-file.ts'
import { startProgram } from './run.ts'
import { writeSettings } from './settings.ts'
import type { ClusterSetup, Postmaster, Teller } from './shapes.ts'
import { stopLeftover } from './stop-leftover.ts'

/** Recovery replays at most `max_wal_size`; on a slow disk that is minutes, and interrupting it only starts it over. */
const longestStart = 600_000

/** What it says when processes of a killed predecessor are not quite gone. */
const predecessor = /pre-existing shared memory block|lock file "[^"]+" already exists/

/** Starts PostgreSQL and answers when it has let us in; a StartError when it ends first. */
export async function launch(place: ClusterSetup, log: Teller, signal?: AbortSignal): Promise<Postmaster> {
  for (let attempt = 1; ; attempt++) {
    await stopLeftover(place.cluster, place.binaries, log)
    const { descriptor, size } = openLog(place.dataDir)
    const postmaster = await spawnPostmaster(place, descriptor).finally(() => closeSync(descriptor))
    try {
      if (await letsUsIn(place, postmaster, log, signal)) return postmaster
    } catch (error) {
      await endPostmaster({ ...place, ...postmaster })
      throw error
    }
    const said = await readLog(place.dataDir, size)
    if (attempt === 20 || !predecessor.test(said)) throw explainProgram('The embedded PostgreSQL', said, place.dataDir)
    await wait(250, undefined, { signal })
  }
}

async function spawnPostmaster(place: ClusterSetup, log: number): Promise<Postmaster> {
  const { cluster, dataDir, binaries, user } = place
  const name = nameForProgram(cluster, dataDir, user)
  const child = startProgram('postgres', ['-D', name, ...writeSettings(place)], {
    binaries,
    user,
    cwd: cluster,
    stdio: ['ignore', log, log],
  })
  // It does not hold our process: a program that is done may end, and takes PostgreSQL along (see supervise.ts).
  child.unref()
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('spawn', () => {
      resolve({ pid: child.pid ?? 0, exited, alive: () => child.exitCode === null && child.signalCode === null })
    })
  })
}

/** False when it ended before it accepted a connection. */
async function letsUsIn(
  place: ClusterSetup,
  { alive }: Postmaster,
  log: Teller,
  signal?: AbortSignal,
): Promise<boolean> {
  const begin = Date.now()
  let nextWord = begin + 10_000
  while (alive()) {
    if (await canConnect(place)) return true
    const now = Date.now()
    if (now > begin + longestStart) {
      throw new StartError(
        `The embedded PostgreSQL was not ready after ten minutes: see ${place.dataDir}/postgres.log, and start again.`,
      )
    }
    if (now > nextWord) {
      log.info('PostgreSQL is still recovering what it had not written to its files; this ends by itself.')
      nextWord = now + 30_000
    }
    await wait(now - begin < 1_000 ? 8 : 200, undefined, { signal })
  }
  return false
}

/** No socket yet, or "starting up" (57P03), means try again; any other answer would stay the same. */
async function canConnect({ connection, cluster }: ClusterSetup): Promise<boolean> {
  const client = new Client({ ...connection, connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return true
  } catch (error) {
    if ((error as { code?: string }).code !== '28P01') return false
    throw new StartError(
      `PostgreSQL does not accept the password in ${cluster}/menshen.password: restore that file from your backup of the directory.`,
      { cause: error },
    )
  } finally {
    await client.end().catch(() => {})
  }
}
