import { embeddedConnection } from '../test/kit/process.ts'
import { type LoadProcess, startEcho, startLoad } from './client/process.ts'
import { readVersion } from './ground/postgres.ts'
import { loadAverage } from './ground/proc.ts'
import { install } from './ground/server.ts'
import { median } from './measure.ts'
import type { Options } from './options.ts'
import { type Seeding, seed } from './seed/seed.ts'
import type { Row, Run } from './shapes.ts'
import type { Target } from './target.ts'

/** One row, at each of the sizes. */
export interface Scaled {
  id: string
  name: string
  /** The round with the median p99 at that size; samples and errors of all rounds. */
  at: Run[]
}

export interface ScaleReport {
  database: string
  /** How many people, one size after the other. */
  scales: number[]
  loadBefore: number
  loadAfter: number
  rows: Scaled[]
}

interface Place {
  load: LoadProcess
  close(): Promise<void>
}

const rounds = 5
/** Ten answers stand above the p99 of as many. */
const fewest = 1_000

/**
 * The same question to installations of several sizes, one after the other in each round: whatever else the machine does
 * then meets all of them. `said` is called for each row as it is done.
 */
export async function benchScale(rows: Row[], options: Options, said: (row: Scaled) => void): Promise<ScaleReport> {
  const { scales, seconds, profile } = options
  const loadBefore = loadAverage()
  const echo = await startEcho()
  const places: Place[] = []
  let database = ''
  try {
    for (const scale of scales) {
      const installation = await install(null, profile)
      const load = startLoad()
      places.push({ load, close: () => load.stop().finally(installation.remove) })
      const { server } = await installation.start()
      const { origin, bootstrap } = server
      const connection = embeddedConnection(installation.dataDir)
      database = `embedded PostgreSQL ${await readVersion(connection)}`
      await seed(connection, seedingOf(bootstrap.userPoolId, scale))
      const { secretKey } = installation
      const target: Target = { origin, bootstrap, database: connection, secretKey, echo: echo.origin, crowd: 0, scale }
      await load.ask({ do: 'stage', target })
    }
    const measured: Scaled[] = []
    for (const row of rows) {
      const line = await measureRow(row, places, seconds)
      measured.push(line)
      said(line)
    }
    return { database, scales, loadBefore, loadAfter: loadAverage(), rows: measured }
  } finally {
    for (const place of places) await place.close()
    await echo.stop()
  }
}

async function measureRow({ id, name }: Row, places: Place[], seconds: number): Promise<Scaled> {
  const runs = places.map((): Run[] => [])
  for (const { load } of places) {
    await load.ask({ do: 'prepare', row: id })
    await load.ask({ do: 'run', row: id, seconds: Math.min(1, seconds) })
  }
  for (let round = 0; round < rounds; round++)
    for (const [at, { load }] of places.entries())
      runs[at]?.push(await load.ask({ do: 'run', row: id, seconds, samples: fewest }))
  return { id, name, at: runs.map(together) }
}

function together(runs: Run[]): Run {
  const sum = (of: (run: Run) => number) => runs.reduce((total, run) => total + of(run), 0)
  return {
    ...median(runs, ({ p99 }) => p99),
    samples: sum(({ samples }) => samples),
    errors: sum(({ errors }) => errors),
    firstError: runs.find(({ firstError }) => firstError)?.firstError ?? null,
  }
}

/** One more pool for every thousand people, and a policy for each, up to 100,000. */
function seedingOf(userPoolId: string, users: number): Seeding {
  return { userPoolId, users, pools: Math.ceil(users / 1_000), policies: Math.min(100_000, users) }
}
