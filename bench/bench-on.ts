import { setTimeout as wait } from 'node:timers/promises'
import { embeddedConnection, postgresPid } from '../test/kit/process.ts'
import { type LoadProcess, startEcho, startLoad } from './client/process.ts'
import { type ExternalPostgres, readVersion } from './ground/postgres.ts'
import { loadAverage, memory } from './ground/proc.ts'
import { type Installation, install } from './ground/server.ts'
import { type Measured, measure, median } from './measure.ts'
import type { Options } from './options.ts'
import type { Row } from './shapes.ts'
import type { Target } from './target.ts'

/** Everything that was measured on one database. */
export interface Report {
  database: string
  /** The machine's load average over the last minute, before we began: what other people were doing. */
  loadBefore: number
  /** Milliseconds from starting the process to `/readyz`: on an empty directory, and on one that is there (median of 5). */
  firstBoot: number
  coldStart: { median: number; runs: number[] }
  /** MiB resident of the server's process. */
  memory: { idle: number; peak: number } | null
  /** Bytes on the wire of the sign-in page and what it loads, by kind; null where it was not reached. */
  page: Record<string, number> | null
  rows: Measured[]
}

const starts = 5

/** Measures everything on the embedded database, or on the PostgreSQL given. `said` is called for each row as it is done. */
export async function benchOn(
  external: ExternalPostgres | null,
  rows: Row[],
  { seconds, crowd, profile }: Options,
  said: (row: Measured) => void,
): Promise<Report> {
  const loadBefore = loadAverage()
  const installation = await install(external?.url ?? null, profile)
  const load = startLoad()
  const echo = await startEcho()
  try {
    const { firstBoot, coldStart } = await timeStarts(installation)
    const { server } = await installation.start()
    const { dataDir, secretKey } = installation
    const pids = {
      serverPid: server.child.pid ?? 0,
      postgresPid: external ? external.pid : (postgresPid(dataDir) ?? null),
    }
    await wait(2_000)
    const idle = memory(pids.serverPid)
    const database = external ? { connectionString: external.url } : embeddedConnection(dataDir)
    const { origin, bootstrap } = server
    const target: Target = { origin, bootstrap, database, secretKey, echo: echo.origin, crowd, scale: 0 }
    await load.ask({ do: 'stage', target })
    const measured = await measureAll(rows, (row) => measure(row, { load, ...pids, seconds }), said)
    return {
      database: external ? `PostgreSQL ${external.version}` : `embedded PostgreSQL ${await readVersion(database)}`,
      loadBefore,
      firstBoot,
      coldStart,
      memory: idle && { idle: idle.now, peak: memory(pids.serverPid)?.peak ?? 0 },
      page: await weigh(load),
      rows: measured,
    }
  } finally {
    await load.stop()
    await echo.stop()
    await installation.remove()
  }
}

async function timeStarts(installation: Installation) {
  const first = await installation.start()
  await first.server.stop()
  const runs: number[] = []
  for (let run = 0; run < starts; run++) {
    const { server, ms } = await installation.start()
    runs.push(ms)
    await server.stop()
  }
  return { firstBoot: first.ms, coldStart: { median: median(runs, (ms) => ms), runs } }
}

/** A row that cannot even be prepared is said and left out; the others are measured. */
async function measureAll(
  rows: Row[],
  one: (row: Row) => Promise<Measured>,
  said: (row: Measured) => void,
): Promise<Measured[]> {
  const measured: Measured[] = []
  for (const row of rows) {
    try {
      const line = await one(row)
      measured.push(line)
      said(line)
    } catch (error) {
      console.error(`${row.id}: not measured: ${(error as Error).message}`)
    }
  }
  return measured
}

async function weigh(load: LoadProcess): Promise<Record<string, number> | null> {
  return load.ask({ do: 'weigh' }).catch(() => null)
}
