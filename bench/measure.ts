import type { LoadProcess } from './client/process.ts'
import { processorTime, serverTime } from './ground/proc.ts'
import type { Row, Run } from './shapes.ts'

/** One line of the table. */
export interface Measured {
  id: string
  name: string
  /** Median of the runs. */
  perSecond: number
  runs: number[]
  /** Milliseconds, of the run with the median rate. */
  p50: number
  p99: number
  errors: number
  firstError: string | null
  /** Cores that were busy: the server's process, and PostgreSQL's processes where they can be seen. */
  serverCores: number
  postgresCores: number | null
  limit: { name: string; perSecond: number; runs: number[] }
  /** The rate as a share of the bare limit. */
  ratio: number
}

export interface Measuring {
  load: LoadProcess
  serverPid: number
  postgresPid: number | null
  seconds: number
}

const runCount = 3

/** Runs a row three times, each beside a run of its bare limit, so that whatever else the machine does meets both. */
export async function measure(row: Row, at: Measuring): Promise<Measured> {
  const { load, seconds } = at
  await load.ask({ do: 'prepare', row: row.id })
  await load.ask({ do: 'run', row: row.id, seconds: Math.min(1, seconds) })
  const limits: { name: string; perSecond: number }[] = []
  const runs: (Run & { serverCores: number; postgresCores: number | null })[] = []
  for (let run = 0; run < runCount; run++) {
    limits.push(await load.ask({ do: 'limit', limit: row.limit, seconds: Math.max(0.5, seconds / 3) }))
    runs.push(await runOnce(row.id, at))
  }
  const middle = median(runs, ({ perSecond }) => perSecond)
  const limit = median(limits, ({ perSecond }) => perSecond)
  return {
    id: row.id,
    name: row.name,
    ...middle,
    errors: runs.reduce((sum, { errors }) => sum + errors, 0),
    firstError: runs.find(({ firstError }) => firstError)?.firstError ?? null,
    runs: runs.map(({ perSecond }) => perSecond),
    limit: { ...limit, runs: limits.map(({ perSecond }) => perSecond) },
    ratio: middle.perSecond / limit.perSecond,
  }
}

async function runOnce(row: string, { load, serverPid, postgresPid, seconds }: Measuring) {
  const before = { at: performance.now(), server: serverTime(serverPid), postgres: processorTime(postgresPid) }
  const run = await load.ask({ do: 'run', row, seconds })
  const elapsed = (performance.now() - before.at) / 1000
  return {
    ...run,
    serverCores: (serverTime(serverPid) - before.server) / elapsed,
    postgresCores: postgresPid ? (processorTime(postgresPid) - before.postgres) / elapsed : null,
  }
}

export function median<Item>(items: Item[], by: (item: Item) => number): Item {
  return items.toSorted((a, b) => by(a) - by(b))[Math.floor(items.length / 2)] as Item
}
