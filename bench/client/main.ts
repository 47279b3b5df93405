// The process that makes the load. A process of its own, so that the server's event loop and ours do not share one.
import { makeLimit } from '../limit/limits.ts'
import { allRows } from '../row/all.ts'
import type { LimitName, Operation, Worker } from '../shapes.ts'
import type { Target } from '../target.ts'
import { callback } from './application.ts'
import { weighPage } from './browser.ts'
import { openConnection } from './connection.ts'
import { connections } from './each.ts'
import { load } from './load.ts'
import { setStage } from './stage.ts'
import type { Stage } from './stage-shape.ts'
import type { Reply, Request } from './talk.ts'

let target: Target
let stage: Stage
const prepared = new Map<string, (worker: Worker) => Operation>()

async function answer(asked: Request): Promise<unknown> {
  switch (asked.do) {
    case 'stage':
      target = asked.target
      stage = await setStage(target)
      return null
    case 'prepare': {
      const row = allRows.find(({ id }) => id === asked.row)
      if (row) prepared.set(row.id, await row.prepare(stage))
      return null
    }
    case 'limit':
      return measureLimit(asked.limit, asked.seconds)
    case 'run': {
      const begin = prepared.get(asked.row)
      const row = allRows.find(({ id }) => id === asked.row)
      if (!begin || !row) throw new Error(`row ${asked.row} is not prepared`)
      const stop = await row.meanwhile?.(stage)
      const { seconds, samples = 0 } = asked
      const bounds = { origin: target.origin, connections: row.connections ?? connections, seconds, samples }
      return load(begin, bounds).finally(stop)
    }
    case 'weigh': {
      const client = await stage.application('weighed', { redirectUris: [callback] })
      return weighPage(await openConnection(target.origin), target, client)
    }
  }
}

async function measureLimit(name: LimitName, seconds: number): Promise<{ name: string; perSecond: number }> {
  const limit = await makeLimit(name, target)
  const { perSecond, firstError } = await load(limit.begin, {
    origin: target.echo,
    connections: limit.connections,
    seconds,
    samples: 0,
  })
  await limit.close()
  if (firstError) throw new Error(`the bare limit ${limit.name} failed: ${firstError}`)
  return { name: limit.name, perSecond }
}

process.on('message', (asked: Request) => {
  answer(asked).then(
    (value) => process.send?.({ value } satisfies Reply),
    (error: Error) => process.send?.({ error: error.stack ?? error.message } satisfies Reply),
  )
})
process.on('disconnect', () => process.exit(0))
